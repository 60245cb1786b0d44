"""Take over rows of a catalogue of Leistungen; own texts stay."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.imports import Ausgang, Bericht, Zeile, read_day_of, reason
from ozgcloud.core.journal import emit
from ozgcloud.leistung.events import LeistungenImported
from ozgcloud.leistung.models import Leistung
from ozgcloud.leistung.rules import (
    Einordnung,
    own_or_new,
    rang,
    readable_law,
    require_ebene,
    require_schluessel,
)

FACTS = ("ozg_id", "themenfeld", "lebenslage", "typisierung", "stand", "quelle")
WRITTEN = (
    *FACTS, "ebene", "nachfolger", "katalogname", "katalogtitel", "katalogrecht", "ozg_name", "gueltig_von",
    "gueltig_bis", "rang", "name", "rechtsgrundlage",
)  # fmt: skip


def import_leistungen(actor: Actor, *, zeilen: Sequence[Zeile]) -> Bericht:
    """Insert and update by key. Only what the catalogue says is written; text modules of our own are not touched.

    Columns: leika_key, name, and where given name_aktuell, ozg_id, ozg_leistung, themenfeld, lebenslage, typisierung,
    ebene, rechtsgrundlage, stand, quelle, gueltig_von, gueltig_bis, nachfolger.
    """
    with transaction.atomic(durable=True):
        known = Leistung.objects.defer("textsuche").in_bulk([zeile.get("leika_key") for zeile in zeilen])
        bericht, new, changed = Bericht(), list[Leistung](), list[Leistung]()
        for zeile in zeilen:
            try:
                leistung, ausgang = _merge(_facts(zeile), known.get(zeile.get("leika_key")))
            except InvalidInput as error:
                bericht.refuse(zeile, reason(error))
                continue
            bericht.count(ausgang)
            if ausgang is not Ausgang.UNVERAENDERT:
                (new if ausgang is Ausgang.NEU else changed).append(leistung)
        Leistung.objects.bulk_create(new)
        Leistung.objects.bulk_update(changed, WRITTEN)
        if new or changed:
            emit(actor, LeistungenImported(neu=len(new), geaendert=len(changed)))
    return bericht


def _merge(facts: dict[str, Any], alt: Leistung | None) -> tuple[Leistung, Ausgang]:
    """The Leistung as it shall be: the catalogue's facts, and its name and laws unless we have own ones."""
    title, law = _title(facts["katalogtitel"], facts["katalogname"]), readable_law(facts["katalogrecht"])
    if alt is None:
        return Leistung(**facts, name=title, rechtsgrundlage=law), Ausgang.NEU
    after = {
        **facts,
        "name": own_or_new(alt.name, _title(alt.katalogtitel, alt.katalogname), title),
        "rechtsgrundlage": own_or_new(alt.rechtsgrundlage, readable_law(alt.katalogrecht), law),
    }
    if all(getattr(alt, name) == value for name, value in after.items()):
        return alt, Ausgang.UNVERAENDERT
    for name, value in after.items():
        setattr(alt, name, value)
    return alt, Ausgang.GEAENDERT


def _title(katalogtitel: str, katalogname: str) -> str:
    """What citizens read: the newer title of the portals where there is one."""
    return katalogtitel or katalogname


def _facts(zeile: Zeile) -> dict[str, Any]:
    """The columns of the record that belong to the catalogue; raises InvalidInput."""
    name = zeile.get("name")
    if not name:
        raise InvalidInput("Die Leistung hat keinen Namen.")
    schluessel, ebene = require_schluessel(zeile.get("leika_key")), require_ebene(zeile.get("ebene"))
    nachfolger = require_schluessel(zeile.get("nachfolger")) if zeile.get("nachfolger") else ""
    facts: dict[str, Any] = {
        **{name: zeile.get(name) for name in FACTS},
        "schluessel": schluessel,
        "ebene": ebene,
        "nachfolger": nachfolger,
        "katalogname": name,
        "katalogtitel": zeile.get("name_aktuell"),
        "katalogrecht": zeile.get("rechtsgrundlage"),
        "ozg_name": zeile.get("ozg_leistung"),
        "gueltig_von": read_day_of(zeile, "gueltig_von"),
        "gueltig_bis": read_day_of(zeile, "gueltig_bis"),
    }
    facts["rang"] = rang(
        Einordnung(schluessel, ebene, facts["typisierung"], facts["themenfeld"], bool(facts["katalogtitel"]))
    )
    return facts

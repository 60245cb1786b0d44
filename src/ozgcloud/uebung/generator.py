"""Invented Anträge on the real Online-Dienste of a Mandant: valid, of nobody, the same for the same seed."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ozgcloud.antrag.antragsteller import applicant_of
from ozgcloud.antrag.rules import raw_bytes
from ozgcloud.core import clock
from ozgcloud.core.errors import Conflict
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.datenschema.adressen import pfad_von
from ozgcloud.datenschema.baum import Schema
from ozgcloud.datenschema.musterdateien import Musterdatei
from ozgcloud.datenschema.musterdaten import erzeuge
from ozgcloud.datenschema.pruefung import DateiMeta, pruefe
from ozgcloud.datenschema.queries import get_schema, load_codelisten
from ozgcloud.eingang.rules import Anlage, Einreichung, Kanal, Zustellung
from ozgcloud.mandant.models import Gebiet, GebietArt, Mandant, Organisationseinheit
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.onlinedienst.queries import is_online_at, list_onlinedienste
from ozgcloud.vorgang.rules import GENANNT, new_vorgangsnummer
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel

VORNAMEN = ("Ada", "Bo", "Cem", "Dörte", "Emin", "Frauke", "Greta", "Hauke", "Inken", "Jonte", "Kaja", "Levke")
NAMEN = ("Muster", "Beispiel", "Probst", "Übermut", "Sandbank", "Knickweg", "Möwenstein", "Deichgraf", "Wattläufer")
CLEARING_EVERY = 5
"""Every so many-th invented case comes without an office."""
NO_SERVICE = (
    "Für Ihre Verwaltung ist noch kein Online-Dienst freigeschaltet, an dem geübt werden könnte. "
    "Bitte wenden Sie sich an den Betrieb des Landes."
)


@dataclass(frozen=True, slots=True)
class Muster:
    """One invented Antrag before its files are stored."""

    dienst: Onlinedienst
    schema: Schema
    ort: str
    roh: dict[str, str] = field(repr=False)
    dateien: dict[str, Musterdatei] = field(repr=False)


def invent(twin: Mandant, *, anzahl: int, saat: int) -> Iterator[Muster]:
    """So many Anträge, beginning with a seed: of the services and places of the Mandant the twin stands for.

    Raises Conflict when nothing is online there.
    """
    dienste, orte = _services(twin), _places(twin)
    for nummer in range(saat, saat + anzahl):
        dienst = dienste[nummer % len(dienste)]
        zufall = random.Random(f"uebung|{twin.id}|{nummer}")  # noqa: S311 - not for secrets
        schema = get_schema(dienst.datenschema_id)
        muster = erzeuge(schema, seed=nummer, codelisten=load_codelisten(schema))
        yield Muster(dienst, schema, zufall.choice(orte), _named(schema, muster.roh, zufall), dict(muster.dateien))


def _named(schema: Schema, roh: dict[str, str], zufall: random.Random) -> dict[str, str]:
    """The same data with a name of our own wherever the form asks for one."""
    namen = {"vorname": zufall.choice(VORNAMEN), "familienname": zufall.choice(NAMEN)}
    named = dict(roh)
    for adresse, wert in roh.items():
        knoten = schema.index.get(pfad_von(adresse))
        label = knoten.label_ausgabe.lower() if knoten is not None else ""
        wort = next((wort for wort in namen if label.startswith(wort)), "")
        named[adresse] = namen.get(wort, wert)
    return named


def _services(twin: Mandant) -> list[Onlinedienst]:
    """What is online at the original, else what is published for practice; always in the same order."""
    tag, alle = clock.today(), sorted(list_onlinedienste(), key=lambda dienst: dienst.kennung)
    live = [d for d in alle if not d.ist_uebung and is_online_at(d, twin.uebung_von_id or 0, tag)]
    found = live or [d for d in alle if d.ist_uebung]
    if not found:
        raise Conflict(NO_SERVICE)
    return found


def _places(twin: Mandant) -> list[str]:
    """Gemeinden the rules of the original name, else the first ones of the list; always in the same order."""
    regeln = Zustaendigkeitsregel.objects.filter(mandant_id=twin.uebung_von_id or 0, ersetzt_am=None).exclude(
        ars_praefix=""
    )
    for praefix in sorted(set(regeln.values_list("ars_praefix", flat=True))):
        found = list(_gemeinden().filter(ars__startswith=praefix).values_list("ars", flat=True)[:50])
        if found:
            return found
    return list(_gemeinden().values_list("ars", flat=True)[:50])


def _gemeinden() -> QuerySet[Gebiet]:
    return Gebiet.objects.filter(art=GebietArt.GEMEINDE, gueltig_bis=None).order_by("ars")


def einreichung_of(muster: Muster, twin: Mandant, nummer: int) -> Einreichung | None:
    """The Antrag as a door would hand it in, addressed to the twin; None when it cannot be made valid.

    Its files are put into the store. Raises Retry when the store is full or away.
    """
    metas = {a: DateiMeta(str(new_id()), d.name, len(d.inhalt), d.media_type) for a, d in muster.dateien.items()}
    ergebnis = pruefe(muster.schema, muster.roh, metas, load_codelisten(muster.schema))
    if not ergebnis.gueltig:
        return None
    name, anschrift = applicant_of(muster.schema, ergebnis.werte, muster.dienst.antragsteller_pfade)
    return Einreichung(
        vorgangsnummer=new_vorgangsnummer(),
        absender=f"uebung:{twin.id}",
        transaktion=f"{nummer}:{new_id()}",
        kanal=Kanal.PORTAL,
        onlinedienst_id=muster.dienst.id,
        datenschema_id=muster.dienst.datenschema_id,
        leistung=muster.dienst.leistung_id,
        gebiet_ars=muster.ort,
        land_id=twin.land_id,
        uebung=True,
        roh=raw_bytes(muster.roh),
        werte=ergebnis.werte,
        fassungen={
            "datenschema": f"{muster.schema.fim_id}@{muster.schema.version}",
            "onlinedienst": f"{muster.dienst.kennung}@{muster.dienst.version}",
        },
        anlagen=tuple(_anlagen(muster, ergebnis.werte, metas)),
        antragsteller=name,
        anschrift=anschrift,
        zustellung=_addressed(twin, muster, nummer),
    )


def _anlagen(muster: Muster, werte: Mapping[str, Any], metas: Mapping[str, DateiMeta]) -> Iterator[Anlage]:
    """The files at the addresses the cleaned values name them."""
    inhalte = {meta.datei: muster.dateien[adresse] for adresse, meta in metas.items()}
    for adresse, wert in werte.items():
        datei = inhalte.get(str(wert.get("datei"))) if isinstance(wert, dict) else None
        if datei is not None:
            ablage = file_store().put(iter((datei.inhalt,)), medientyp=datei.media_type)
            yield Anlage.from_ablage(ablage, anlage_id=UUID(str(wert["datei"])), adresse=adresse, name=datei.name)


def _addressed(twin: Mandant, muster: Muster, nummer: int) -> Zustellung:
    """To the offices of the twin in turn, whatever the rules say: they name live ones. Now and then to none of them,
    for clearing wants practice too.
    """
    erklaerung: dict[str, Any] = {
        "ausgang": GENANNT,
        "regel": None,
        "verworfen": [],
        "tatsachen": {"leistung": muster.dienst.leistung_id, "ort": muster.ort, "tag": clock.today().isoformat()},
        "satz": "Dieser Antrag ist erfunden und nur zum Üben da.",
    }
    offices = [] if nummer % CLEARING_EVERY == 0 else _offices(twin)
    return Zustellung(twin.id, offices[nummer % len(offices)] if offices else None, False, erklaerung)


def _offices(twin: Mandant) -> list[UUID]:
    """Open Organisationseinheiten, always in the same order."""
    with mandant_scope(twin.id):
        rows = Organisationseinheit.objects.filter(geschlossen_am=None).order_by("name", "id")
        return list(rows.values_list("id", flat=True))

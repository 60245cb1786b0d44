"""What an Eingang says, for every reader: its Online-Dienst, its name, its data as a tree. Foreign forms included.

Readers ask here instead of the schema, because a form nobody here knows has none: then the tree is the one that was
delivered, read from the bytes as received. Where a foreign form was mapped onto a schema of ours, the tree is ours, and
whatever found no place in it follows as delivered.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from ozgcloud.datenschema.adressen import pfad_von
from ozgcloud.datenschema.queries import get_schema
from ozgcloud.datenschema.zusammenfassung import Eintrag, zusammenfassung
from ozgcloud.eingang.fremd import OTHER, Formular, read_formular, read_json, show, without
from ozgcloud.eingang.models import Eingang, EingangAnlage
from ozgcloud.eingang.rules import (
    DARSTELLUNG,
    FORMULAR,
    OHNE_DIENST,
    OHNE_LEISTUNG,
    OHNE_SCHEMA,
    Servicekonto,
    formular_json,
)
from ozgcloud.leistung.models import Leistung
from ozgcloud.leistung.queries import names_of
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.onlinedienst.queries import get_onlinedienst

OHNE_NAMEN = "Antrag ohne erkannte Leistung"
ANTRAG = "Antrag"


@dataclass(frozen=True, slots=True)
class Absenderangaben:
    """What the sender said about his form: its id and name, and the account the citizen was logged in with."""

    form_id: str
    name: str
    konto: Servicekonto | None


def leistung_name(schluessel: str) -> str:
    """What a Leistung is called; its key when the catalogue does not know it, a plain word when there is none."""
    if schluessel == OHNE_LEISTUNG:
        return OHNE_NAMEN
    return names_of([schluessel]).get(schluessel, schluessel)


def dienst_of(onlinedienst_id: UUID, leistung: str) -> Onlinedienst:
    """The Online-Dienst of a case; one without texts stands in for a form nobody here knows. Raises NotFound."""
    if onlinedienst_id != OHNE_DIENST:
        return get_onlinedienst(onlinedienst_id)
    name = leistung_name(leistung)
    return Onlinedienst(id=OHNE_DIENST, titel=name, leistung=Leistung(schluessel=leistung, name=name), bescheid={})


def titel_of(eingang: Eingang, leistung: str) -> str:
    """The heading of the form: of the schema, else what the Leistung is called."""
    if eingang.datenschema_id != OHNE_SCHEMA:
        return get_schema(eingang.datenschema_id).titel
    return leistung_name(leistung)


def eintraege_of(eingang: Eingang) -> tuple[Eintrag, ...]:
    """The data of an Antrag as an ordered tree of labels and values."""
    eigene: tuple[Eintrag, ...] = ()
    if eingang.datenschema_id != OHNE_SCHEMA:
        eigene = zusammenfassung(get_schema(eingang.datenschema_id), eingang.werte)
    if not is_foreign(eingang):
        return eigene
    formular, dateien = _delivered(eingang), _linked(eingang)
    if eingang.datenschema_id == OHNE_SCHEMA:
        return show(formular.angaben, dateien)
    rest = without(formular.angaben, frozenset(eingang.fassungen[FORMULAR].get("felder", ())))
    if not rest:
        return eigene
    return (*eigene, Eintrag(OTHER, "", kinder=show(rest, dateien)))


def delivered_entries(eingang: Eingang) -> tuple[Eintrag, ...]:
    """The tree exactly as it was delivered; empty for an Antrag of our own forms."""
    return show(_delivered(eingang).angaben, _linked(eingang)) if is_foreign(eingang) else ()


def form_bytes(eingang: Eingang) -> bytes:
    """The data as letters and packages carry them: as they were delivered, or our cleaned values as JSON."""
    return bytes(eingang.roh) if is_foreign(eingang) else formular_json(eingang.werte)


def sender_of(eingang: Eingang) -> Absenderangaben | None:
    """What came with a foreign form; None for our own."""
    if not is_foreign(eingang):
        return None
    control = _delivered(eingang).control
    return Absenderangaben(
        _plain(control.get("formId")), _plain(control.get("name")), Servicekonto.from_control(control)
    )


def label_of(eingang: Eingang, adresse: str) -> str:
    """What the field of a file is called; empty when it belongs to no field."""
    if adresse.startswith(DARSTELLUNG):
        return "Formular, wie es die antragstellende Person gesehen hat"
    if eingang.datenschema_id != OHNE_SCHEMA:
        knoten = get_schema(eingang.datenschema_id).index.get(pfad_von(adresse))
        if knoten is not None:
            return knoten.label_ausgabe
    if not is_foreign(eingang):
        return ""
    return next((a.label for a in _delivered(eingang).alle() if a.adresse == adresse), "")


def is_foreign(eingang: Eingang) -> bool:
    """Whether somebody else's form brought it."""
    return FORMULAR in eingang.fassungen


def _delivered(eingang: Eingang) -> Formular:
    return _read(bytes(eingang.roh), str(eingang.fassungen[FORMULAR].get("zeichensatz", "")))


@lru_cache(maxsize=8)
def _read(roh: bytes, charset: str) -> Formular:
    return read_formular(read_json(roh, charset))


def _linked(eingang: Eingang) -> Mapping[str, list[tuple[str, str]]]:
    """Files by the foreign address that names them, as the intake found them."""
    pairs = eingang.fassungen[FORMULAR].get("dateien", ())
    rows = EingangAnlage.objects.filter(eingang_id=eingang.id, datei_id__in=[datei_id for _, datei_id in pairs])
    names = {str(datei_id): name for datei_id, name in rows.values_list("datei_id", "datei__name")}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for adresse, datei_id in pairs:
        if datei_id in names:
            found[adresse].append((datei_id, names[datei_id]))
    return found


def _plain(wert: Any) -> str:
    return wert if isinstance(wert, str) else ""

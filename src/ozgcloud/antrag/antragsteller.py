"""Who applies, read from the cleaned values of one of our own forms."""

from collections.abc import Collection, Iterator, Mapping

from ozgcloud.antrag.rules import applicant, kinds_of
from ozgcloud.datenschema.adressen import pfad_von
from ozgcloud.datenschema.baum import Schema
from ozgcloud.datenschema.werte import Klarwert
from ozgcloud.datenschema.zusammenfassung import eintrag


def applicant_of(schema: Schema, werte: Mapping[str, Klarwert], pfade: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """Name and address lines: of the fields the Online-Dienst names (`pfade`), else of the first that look like it."""
    named = list(_fields(schema, werte, frozenset(pfade))) if pfade else []
    return applicant(named or _fields(schema, werte, None))


def _fields(schema: Schema, werte: Mapping[str, Klarwert], pfade: Collection[str] | None) -> Iterator[tuple[str, str]]:
    """(label, value) in the order of the form, in which the check has left the cleaned values."""
    for adresse, wert in werte.items():
        knoten = schema.index.get(adresse) or schema.index.get(pfad_von(adresse))
        if knoten is None or knoten.ist_gruppe:
            continue
        if (knoten.pfad in pfade) if pfade is not None else kinds_of(knoten.label_ausgabe):
            yield knoten.label_ausgabe, eintrag(knoten, adresse, wert, knoten.label_ausgabe).anzeige

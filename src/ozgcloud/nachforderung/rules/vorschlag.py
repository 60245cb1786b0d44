"""What is missing in an Antrag: required fields and uploads without a value, fields nobody could fill. Plain Python.

It looks at cleaned values, so it judges every origin alike: the portal, machines, foreign forms mapped onto ours, and
what the office typed in from paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.baum import Knoten, Schema
from ozgcloud.datenschema.codeliste import Aufloesungen
from ozgcloud.datenschema.pruefung import auswahl_von
from ozgcloud.datenschema.zusammenfassung import instanzen
from ozgcloud.nachforderung.rules.stand import MAX_POSTEN, MAX_TITEL, Postenart


@dataclass(frozen=True, slots=True)
class Fehlstelle:
    """One thing that is missing; `adresse` is its place in the form, empty where the form has none for it."""

    titel: str
    art: Postenart
    adresse: str = ""
    hinweis: str = ""
    ist_pflicht: bool = True


BLOCKED = "Das Formular konnte diese Angabe nicht anbieten. Bitte schreiben Sie sie uns."


def missing_in(
    schema: Schema, werte: Mapping[str, object], codelisten: Aufloesungen, *, auch_freiwillig: bool = False
) -> tuple[Fehlstelle, ...]:
    """What a required field should hold and does not, in the order of the form; at most as many as one request asks.

    With `auch_freiwillig` optional uploads without a file follow where they stand, marked as not required.
    """
    lauf = _Lauf(werte, codelisten, auch_freiwillig)
    found = [stelle for knoten in schema.wurzel for stelle in lauf.visit(knoten, knoten.segment, "")]
    return tuple(found[:MAX_POSTEN])


def missing_files(namen: Sequence[tuple[str, str]]) -> tuple[Fehlstelle, ...]:
    """Files that a foreign form names and did not bring: (label of the field, file name)."""
    return tuple(
        Fehlstelle(_line(f"{label}: {name}" if label else name), Postenart.UNTERLAGE, hinweis="Diese Datei fehlt.")
        for label, name in namen[:MAX_POSTEN]
    )


class _Lauf:
    def __init__(self, werte: Mapping[str, object], codelisten: Aufloesungen, auch_freiwillig: bool) -> None:
        self._werte, self._codelisten, self._auch_freiwillig = werte, codelisten, auch_freiwillig
        self._zahl = instanzen(werte)
        self._belegt = {ort for adresse in werte for ort in _above(adresse)}

    def visit(self, knoten: Knoten, ort: str, ueber: str) -> Iterator[Fehlstelle]:
        if not knoten.wiederholt:
            yield from self._one(knoten, ort, ueber, pflicht=knoten.pflicht)
            return
        anzahl = self._zahl.get(ort, 0)
        for nummer in range(max(anzahl, 1 if knoten.pflicht else 0)):
            yield from self._one(knoten, adressen.instanz(ort, nummer), ueber, pflicht=knoten.pflicht)

    def _one(self, knoten: Knoten, ort: str, ueber: str, *, pflicht: bool) -> Iterator[Fehlstelle]:
        if not knoten.ist_gruppe:
            yield from self._field(knoten, ort, ueber, pflicht=pflicht)
        elif ort in self._belegt:
            yield from self._group(knoten, ort)
        elif pflicht and _asks(knoten):
            yield Fehlstelle(_line(_named(knoten.label_ausgabe, ueber)), Postenart.ANGABE, ort)

    def _group(self, knoten: Knoten, ort: str) -> Iterator[Fehlstelle]:
        wahl = self._werte.get(adressen.wahl(ort)) if knoten.auswahlgruppe else None
        for kind in knoten.kinder:
            if not knoten.auswahlgruppe or kind.segment == wahl:
                yield from self.visit(kind, adressen.kind(ort, kind.segment), knoten.label_ausgabe)

    def _field(self, knoten: Knoten, ort: str, ueber: str, *, pflicht: bool) -> Iterator[Fehlstelle]:
        is_wanted = pflicht or (self._auch_freiwillig and knoten.ist_datei)
        if not knoten.fuellbar or not is_wanted or ort in self._werte:
            return
        titel = _line(_named(knoten.label_ausgabe, ueber))
        if knoten.ist_datei:
            yield Fehlstelle(titel, Postenart.UNTERLAGE, ort, ist_pflicht=pflicht)
            return
        is_blocked = knoten.ist_auswahl and bool(auswahl_von(knoten, self._codelisten).grund)
        yield Fehlstelle(titel, Postenart.ANGABE, ort, hinweis=BLOCKED if is_blocked else "", ist_pflicht=pflicht)


def _asks(gruppe: Knoten) -> bool:
    """Whether a group that must be there asks for something, as the check of an Antrag sees it."""
    if gruppe.auswahlgruppe:
        return any(kind.fuellbar for kind in gruppe.alle())
    return any(kind.pflicht and (_asks(kind) if kind.ist_gruppe else kind.fuellbar) for kind in gruppe.kinder)


def _above(adresse: str) -> Iterator[str]:
    """The address and everything it lies in."""
    ort = ""
    for teil in adresse.split("/"):
        ort = adressen.kind(ort, teil)
        yield ort


def _named(label: str, ueber: str) -> str:
    return f"{ueber}: {label}" if ueber and ueber != label else label


def _line(text: str) -> str:
    return " ".join(text.split())[:MAX_TITEL]

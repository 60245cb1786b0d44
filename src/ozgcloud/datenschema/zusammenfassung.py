"""Cleaned values as an ordered tree of labels and German display values.

For check-your-answers, the case page and the attachment of the Bescheid. Nothing is shown that was not given.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.baum import Datentyp, Knoten, Schema
from ozgcloud.datenschema.werte import Klarwert


@dataclass(frozen=True, slots=True)
class Eintrag:
    """A line: a group has `kinder`, a field has `anzeige`. For an upload `datei` is its opaque id, else empty."""

    label: str
    adresse: str
    anzeige: str = ""
    kinder: tuple["Eintrag", ...] = ()
    ist_datei: bool = False
    datei: str = ""

    def felder(self) -> Iterator["Eintrag"]:
        """The lines with values of this entry and below, in order."""
        if not self.kinder:
            yield self
        for kind in self.kinder:
            yield from kind.felder()


def instanzen(werte: Mapping[str, object]) -> dict[str, int]:
    """Address of a repeated node → number of its instances (cleaned values count from 0 without gaps)."""
    zahl: dict[str, int] = defaultdict(int)
    for adresse in werte:
        ort = ""
        for teil in adresse.split("/"):
            ort = adressen.kind(ort, teil)
            basis, nummer = adressen.ohne_instanz(ort)
            if nummer is not None:
                zahl[basis] = max(zahl[basis], nummer + 1)
    return zahl


def zusammenfassung(schema: Schema, werte: Mapping[str, Klarwert]) -> tuple[Eintrag, ...]:
    """The given values in the order of the schema; groups without values are left out."""
    lauf = _Lauf(werte)
    return tuple(eintrag for knoten in schema.wurzel for eintrag in lauf.knoten(knoten, knoten.segment))


class _Lauf:
    def __init__(self, werte: Mapping[str, Klarwert]) -> None:
        self.werte = werte
        self.zahl = instanzen(werte)

    def knoten(self, knoten: Knoten, ort: str) -> Iterator[Eintrag]:
        if not knoten.wiederholt:
            yield from self._eines(knoten, ort, knoten.label_ausgabe)
            return
        zahl = self.zahl.get(ort, 0)
        for nummer in range(zahl):
            titel = f"{knoten.label_ausgabe} {nummer + 1}" if zahl > 1 else knoten.label_ausgabe
            yield from self._eines(knoten, adressen.instanz(ort, nummer), titel)

    def _eines(self, knoten: Knoten, ort: str, label: str) -> Iterator[Eintrag]:
        if not knoten.ist_gruppe:
            if ort in self.werte:
                yield eintrag(knoten, ort, self.werte[ort], label)
            return
        kinder = tuple(
            eintrag for kind in knoten.kinder for eintrag in self.knoten(kind, adressen.kind(ort, kind.segment))
        )
        if kinder:
            yield Eintrag(label=label, adresse=ort, kinder=kinder)
        elif gewaehlt := self.werte.get(adressen.wahl(ort)):
            # A branch may ask for nothing more; the choice itself is an answer all the same.
            zweig = next((kind for kind in knoten.kinder if kind.segment == gewaehlt), knoten)
            yield Eintrag(label=label, adresse=adressen.wahl(ort), anzeige=zweig.label_ausgabe)


def eintrag(knoten: Knoten, ort: str, wert: Klarwert, label: str) -> Eintrag:
    """The line of one field."""
    if isinstance(wert, dict) and "datei" in wert:
        return Eintrag(label, ort, str(wert.get("name", "")), ist_datei=True, datei=str(wert["datei"]))
    return Eintrag(label, ort, anzeige(knoten, wert))


def anzeige(knoten: Knoten, wert: Klarwert) -> str:
    """A cleaned value as people in Germany read it."""
    if isinstance(wert, dict):
        return str(wert.get("label", wert.get("name", "")))
    if isinstance(wert, bool):
        return "Ja" if wert else "Nein"
    text = str(wert)
    try:
        match knoten.datentyp:
            case Datentyp.DATE:
                return f"{date.fromisoformat(text):%d.%m.%Y}"
            case Datentyp.TIME:
                return text.removesuffix(":00") if text.count(":") == 2 else text
            case Datentyp.DATETIME:
                return f"{datetime.fromisoformat(text):%d.%m.%Y %H:%M}"
            case Datentyp.NUM:
                return _deutsch(Decimal(text))
            case Datentyp.NUM_CURRENCY:
                return f"{_deutsch(Decimal(text))} €"
    except (ValueError, InvalidOperation):
        return text
    return text


def _deutsch(zahl: Decimal) -> str:
    """`1234567.5` → `1.234.567,5`."""
    return f"{zahl:,f}".replace(",", "\u0000").replace(".", ",").replace("\u0000", ".")

"""Reading the places of the given folder, and choosing the 140 Verwaltungen of the model Land."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ozgcloud.core.imports import read_rows

DATEI = "gemeinden_sh.csv"
AMTSFREIE = 42
"""The largest ones; the rest takes no part: what is applied for there goes to clearing."""
UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
ARTEN = {"Kreis": "kreis", "kreisfreie Stadt": "stadt", "Amt": "amt"}
PREFIX_LENGTH = {"kreis": 5, "amt": 9, "stadt": 12, "gemeinde": 12}


@dataclass(frozen=True, slots=True)
class Ort:
    """A place: ARS of 12 digits, inhabitants, postcode of the seat (empty for Kreise and Ämter)."""

    ars: str
    name: str
    typ: str
    kreis_ars: str
    amt_ars: str
    plz: str
    einwohner: int


@dataclass(frozen=True, slots=True)
class Verwaltung:
    """One of the 140. `art` as at Mandant; `sitz` is its largest Gemeinde."""

    ars: str
    name: str
    kurz: str
    art: str
    einwohner: int
    sitz: Ort

    @property
    def praefix(self) -> str:
        """Beginning of the ARS of all its places."""
        return self.ars[: PREFIX_LENGTH[self.art]]


def read_orte(ordner: Path) -> list[Ort]:
    """Every place of the Land. Raises InvalidInput for another kind of file."""
    spalten = ("ars", "name", "typ", "kreis_ars", "amt_ars", "plz_sitz", "einwohner")
    zeilen = (zeile.werte for zeile in read_rows(ordner / DATEI, required=spalten))
    return [
        Ort(
            **{n: w[n] for n in ("ars", "name", "typ", "kreis_ars", "amt_ars")},
            plz=w["plz_sitz"],
            einwohner=int(w["einwohner"] or 0),
        )
        for w in zeilen
    ]


def gemeinden(orte: Iterable[Ort]) -> list[Ort]:
    """The Gemeinden among them, towns included."""
    return [ort for ort in orte if ort.typ in ("Gemeinde", "Stadt", "kreisfreie Stadt")]


def verwaltungen(orte: list[Ort]) -> list[Verwaltung]:
    """Every Kreis, kreisfreie Stadt and Amt, and the largest amtsfreie Gemeinden; by ARS."""
    amtsfrei = [ort for ort in orte if ort.typ in ("Stadt", "Gemeinde") and not ort.amt_ars]
    amtsfrei.sort(key=lambda ort: (-ort.einwohner, ort.ars))
    gewaehlt = [ort for ort in orte if ort.typ in ARTEN] + amtsfrei[:AMTSFREIE]
    return [_verwaltung(ort, gemeinden(orte)) for ort in sorted(gewaehlt, key=lambda ort: ort.ars)]


def _verwaltung(ort: Ort, alle: list[Ort]) -> Verwaltung:
    art = ARTEN.get(ort.typ, "gemeinde")
    anfang = ort.ars[: PREFIX_LENGTH[art]]
    sitz = max((g for g in alle if g.ars.startswith(anfang)), key=lambda g: g.einwohner)
    name = " ".join(_name(ort, art).split())
    return Verwaltung(ort.ars, name, kurz(name), art, ort.einwohner, sitz)


def _name(ort: Ort, art: str) -> str:
    if art in ("kreis", "amt"):
        wort = art.capitalize()
        return ort.name if wort in ort.name.split() else f"{wort} {ort.name}"
    return f"{'Gemeinde' if ort.typ == 'Gemeinde' else 'Stadt'} {ort.name}"


def kurz(name: str) -> str:
    """A name as part of an address: small letters, digits and dashes, at most 40."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().translate(UMLAUTE)).strip("-")[:40].strip("-")

"""A few Anträge of invented people, so that no work list is empty: tables beside this file, one per form.

`ars` is the place, `vor_tagen` how long ago it was submitted, `status` how far it is. Cases called `uebung-…` are for
practice. The case `ende` is made last and marks a complete seeding.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ozgcloud.demo.dienste import (
    BAUM_FAELLEN,
    BEWOHNERPARKAUSWEIS,
    FUNDTIER_MELDEN,
    GEWERBE_ANMELDEN,
    HUND_ANMELDEN,
    UEBUNG,
)
from ozgcloud.demo.eingaben import GEFAHR, KRANK, VORHABEN, Antragsteller, Baum, Hund
from ozgcloud.demo.ordnung import Fundtier, Gewerbe, Parkausweis
from ozgcloud.vorgang.rules import Status

LETZTER = "ende"
BEISPIEL = "preetz-4"
"""The case whose access code is shown with the logins, to try the citizen's status page."""

Gegenstand = Hund | Baum | Fundtier | Parkausweis | Gewerbe
KENNUNGEN: dict[type[Gegenstand], str] = {
    Hund: HUND_ANMELDEN,
    Baum: BAUM_FAELLEN,
    Fundtier: FUNDTIER_MELDEN,
    Parkausweis: BEWOHNERPARKAUSWEIS,
    Gewerbe: GEWERBE_ANMELDEN,
}
GRUENDE = {"krank": KRANK, "gefahr": GEFAHR, "vorhaben": VORHABEN}


@dataclass(frozen=True, slots=True)
class Fall:
    """One Antrag: who, where, what, when, and how far it is by now."""

    kennung: str
    ars: str
    vor_tagen: int
    status: Status
    antragsteller: Antragsteller
    gegenstand: Gegenstand

    @property
    def ist_uebung(self) -> bool:
        """Whether it belongs to the practice Mandant."""
        return self.kennung.startswith(UEBUNG)

    @property
    def dienst(self) -> str:
        """Kennung of the Online-Dienst it came by."""
        kennung = KENNUNGEN[type(self.gegenstand)]
        return f"{UEBUNG}{kennung}" if self.ist_uebung else kennung


def faelle() -> list[Fall]:
    """All of them, oldest first, the marking one last."""
    gelesen = [_fall(zeile, lesen(zeile)) for datei, lesen in TABELLEN.items() for zeile in _zeilen(datei)]
    return sorted(gelesen, key=lambda fall: (fall.kennung == LETZTER, -fall.vor_tagen))


def _zeilen(datei: str) -> Iterator[dict[str, str]]:
    with (Path(__file__).parent / datei).open(encoding="utf-8", newline="") as strom:
        yield from csv.DictReader(strom, delimiter=";")


def _fall(zeile: dict[str, str], gegenstand: Gegenstand) -> Fall:
    person = (zeile[name] for name in ("vorname", "familienname", "strasse", "hausnummer", "plz", "ort"))
    return Fall(
        zeile["kennung"],
        zeile["ars"],
        int(zeile["vor_tagen"]),
        Status(zeile["status"]),
        Antragsteller(*person),
        gegenstand,
    )


def _hund(zeile: dict[str, str]) -> Hund:
    return Hund(
        zeile["name"],
        zeile["rasse"],
        zeile["geschlecht"],
        int(zeile["seit_tagen"]),
        zeile["woher"],
        zeile["zuzug_aus"],
    )


def _baum(zeile: dict[str, str]) -> Baum:
    return Baum(
        zeile["art"],
        int(zeile["umfang_cm"]),
        zeile["hoehe_m"],
        zeile["lage"],
        GRUENDE[zeile["grund"]],
        zeile["text"],
        zeile["massnahme"],
    )


def _fundtier(zeile: dict[str, str]) -> Fundtier:
    return Fundtier(
        zeile["art"],
        zeile["aussehen"],
        zeile["stelle"],
        zeile["fund_plz"],
        zeile["fund_ort"],
        zeile["tierheim"],
        zeile["wunsch"],
    )


def _park(zeile: dict[str, str]) -> Parkausweis:
    return Parkausweis(
        zeile["kennzeichen"],
        zeile["gebiet"],
        int(zeile["seit_tagen"]),
        zeile["fahrzeug"],
        zeile["anlass"],
        zeile["bisher"],
    )


def _gewerbe(zeile: dict[str, str]) -> Gewerbe:
    return Gewerbe(
        zeile["name"],
        zeile["taetigkeit"],
        zeile["bereich"],
        zeile["betrieb_strasse"],
        zeile["betrieb_hausnummer"],
        zeile["betrieb_plz"],
        zeile["betrieb_ort"],
        zeile["geburtsort"],
        zeile["von"],
        int(zeile["beschaeftigte"]),
    )


TABELLEN: dict[str, Callable[[dict[str, str]], Gegenstand]] = {
    "hund.csv": _hund,
    "baum.csv": _baum,
    "fundtier.csv": _fundtier,
    "park.csv": _park,
    "gewerbe.csv": _gewerbe,
}

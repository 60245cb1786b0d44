"""What a list taken out of the house may contain: columns with their names, and the cells of one case. Plain Python."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ozgcloud.core.clock import BERLIN
from ozgcloud.core.errors import InvalidInput

Wert = str | int | date | datetime | None


@dataclass(frozen=True, slots=True)
class Auszugszeile:
    """One case as it is written, names already looked up."""

    vorgangsnummer: str
    aktenzeichen: str
    status: str
    leistung: str
    leistung_schluessel: str
    antragsteller: str
    eingangsdatum: date
    kanal: str
    zugewiesen: str
    gruppe: str
    einheit: str
    gebiet_ars: str
    prioritaet: str
    frist_am: date | None
    wiedervorlage_am: date | None
    wartet_auf: str
    schlagworte: str
    eingegangen: datetime
    geaendert: datetime


@dataclass(frozen=True, slots=True)
class Spalte:
    """A column: its key in addresses and JSON, its head, and whether it names somebody."""

    schluessel: str
    name: str
    lies: Callable[[Auszugszeile], Wert]
    ist_person: bool = False


SPALTEN: tuple[Spalte, ...] = (
    Spalte("vorgangsnummer", "Vorgangsnummer", lambda z: z.vorgangsnummer),
    Spalte("aktenzeichen", "Aktenzeichen", lambda z: z.aktenzeichen),
    Spalte("status", "Status", lambda z: z.status),
    Spalte("leistung", "Leistung", lambda z: z.leistung),
    Spalte("eingang", "Eingangsdatum", lambda z: z.eingangsdatum),
    Spalte("frist", "Frist", lambda z: z.frist_am),
    Spalte("wiedervorlage", "Wiedervorlage", lambda z: z.wiedervorlage_am),
    Spalte("prioritaet", "Priorität", lambda z: z.prioritaet),
    Spalte("wartet_auf", "Wartet auf", lambda z: z.wartet_auf),
    Spalte("zugewiesen", "Zugewiesen an", lambda z: z.zugewiesen, ist_person=True),
    Spalte("gruppe", "Gruppe", lambda z: z.gruppe),
    Spalte("einheit", "Organisationseinheit", lambda z: z.einheit),
    Spalte("schlagworte", "Schlagworte", lambda z: z.schlagworte),
    Spalte("antragsteller", "Antragsteller", lambda z: z.antragsteller, ist_person=True),
    Spalte("herkunft", "Herkunft", lambda z: z.kanal),
    Spalte("leistungsschluessel", "Leistungsschlüssel", lambda z: z.leistung_schluessel),
    Spalte("gebiet", "Regionalschlüssel", lambda z: z.gebiet_ars),
    Spalte("eingegangen", "Eingegangen um", lambda z: z.eingegangen),
    Spalte("geaendert", "Zuletzt geändert", lambda z: z.geaendert),
)
VORGABE = ("vorgangsnummer", "aktenzeichen", "status", "leistung", "eingang", "frist", "einheit")
"""Ticked at first: what is enough for most purposes, and no name (Art. 5 (1) c DSGVO)."""
PRIORITAETEN = {0: "", 1: "hoch", 2: "eilig"}
WARTET = {"": "", "antragsteller": "Antragsteller", "zuarbeit": "Zuarbeit"}


def choose(schluessel: Iterable[str]) -> tuple[Spalte, ...]:
    """The columns somebody ticked, in the order of the table. Raises InvalidInput when there is none."""
    wanted = set(schluessel)
    chosen = tuple(spalte for spalte in SPALTEN if spalte.schluessel in wanted)
    if not chosen:
        raise InvalidInput("Bitte wählen Sie mindestens eine Spalte.", {"spalte": "Es ist keine Spalte gewählt."})
    return chosen


def as_text(wert: Wert) -> str:
    """A cell as text: dates in German, times in Berlin, nothing for nothing."""
    match wert:
        case None:
            return ""
        case datetime():
            return wert.astimezone(BERLIN).strftime("%d.%m.%Y %H:%M")
        case date():
            return wert.strftime("%d.%m.%Y")
        case _:
            return str(wert)


def as_json(wert: Wert) -> str | int | None:
    """A cell for machines: dates by ISO 8601."""
    return wert.isoformat() if isinstance(wert, date) else wert

"""What the work list is asked for: views, filters, orders, and what an actor's Rollen reach of it. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle, Rollenzuweisung
from ozgcloud.vorgang.rules import POSTSTELLE_SEES, READERS, Status

FULL_KEY = 14
"""Digits of a whole Leistungsschlüssel; a shorter one is the beginning of several."""
OFFEN = (Status.NEU, Status.ANGENOMMEN, Status.IN_BEARBEITUNG)
"""Somebody still has to do something."""
FRIST_BALD = 14
"""Days before its end from which a Frist stands in the view „Frist läuft ab“."""
KEINE = "keine"
WARTET_AUF = ("", "antragsteller", "zuarbeit")
"""Whom a case waits for."""


class Ansicht(StrEnum):
    """The views; the value stands in the address."""

    ALLE = "alle"
    MEINE = "meine"
    NICHT_ZUGEWIESENE = "nicht-zugewiesene"
    GRUPPE = "gruppe"
    WIEDERVORLAGEN = "wiedervorlagen"
    UNGELESEN = "ungelesen"
    FRIST = "frist"
    KLAERUNG = "klaerung"


SICHTEN = {ansicht.value: ansicht for ansicht in Ansicht}


class Sortierung(StrEnum):
    """The orders. By Frist only cases that have one are listed."""

    NEUESTE = "neueste"
    AELTESTE = "aelteste"
    FRIST = "frist"
    WIEDERVORLAGE = "wiedervorlage"


NACH_ALTER = (Sortierung.NEUESTE, Sortierung.AELTESTE)
SORTIERUNGEN: dict[Ansicht, tuple[Sortierung, ...]] = {
    **dict.fromkeys(Ansicht, (*NACH_ALTER, Sortierung.FRIST)),
    Ansicht.WIEDERVORLAGEN: (Sortierung.WIEDERVORLAGE,),
    Ansicht.FRIST: (Sortierung.FRIST,),
}
"""The orders each view offers; the first is its own."""


class Fristlage(StrEnum):
    """How a running Frist stands today."""

    VERSTRICHEN = "verstrichen"
    SIEBEN = "7"
    VIERZEHN = "14"
    DREISSIG = "30"
    KEINE = KEINE

    @property
    def tage(self) -> int:
        """Days from today up to which the Frist ends."""
        return -1 if self is Fristlage.VERSTRICHEN else int(self.value)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to; empty values narrow nothing.

    `ansicht` and `sortierung` are values of `Ansicht` and `Sortierung`, unknown ones count as the plain list. `von` and
    `bis` are days in Berlin on which the case came to this office, `gebiet` the beginning of a Regionalschlüssel,
    `frist` a `Fristlage`. `suche` looks into number, name, Aktenzeichen, form data and notes.
    """

    ansicht: str = Ansicht.ALLE.value
    status: Status | None = None
    suche: str = ""
    leistung: str = ""
    geaendert_seit: datetime | None = None
    von: date | None = None
    bis: date | None = None
    frist: str = ""
    gebiet: str = ""
    zugewiesen_an: UUID | None = None
    einheit: UUID | None = None
    kanal: str = ""
    schlagwort: str = ""
    prioritaet: int | None = None
    wartet_auf: str = ""
    sortierung: str = ""

    @property
    def sicht(self) -> Ansicht:
        """The view; an unknown one is Alle."""
        return SICHTEN.get(self.ansicht, Ansicht.ALLE)

    @property
    def folge(self) -> Sortierung:
        """The order; one the view does not offer is its own, and hits of a search are ordered by age."""
        if self.suche.strip():
            return Sortierung.AELTESTE if self.sortierung == Sortierung.AELTESTE else Sortierung.NEUESTE
        offered = SORTIERUNGEN[self.sicht]
        return Sortierung(self.sortierung) if self.sortierung in offered else offered[0]


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between two rows: at this case in its order. `tag` is its Frist or Wiedervorlage in an order by days."""

    created_at: datetime
    id: UUID
    tag: date | None = None


class Listenplatz(Protocol):
    """What has a place in the list: its row, or the case itself."""

    @property
    def id(self) -> UUID:
        """Its key, which decides between rows of one moment or day."""

    @property
    def created_at(self) -> datetime:
        """When it came to this office."""

    @property
    def frist_am(self) -> date | None:
        """Its nearest Frist."""

    @property
    def wiedervorlage_am(self) -> date | None:
        """Its nearest Wiedervorlage."""


def cursor_at(zeile: Listenplatz, auswahl: Filter) -> Cursor:
    """The place of a case in the order of this list."""
    tage = {Sortierung.FRIST: zeile.frist_am, Sortierung.WIEDERVORLAGE: zeile.wiedervorlage_am}
    return Cursor(zeile.created_at, zeile.id, tage.get(auswahl.folge))


@dataclass(frozen=True, slots=True)
class Reichweite:
    """Cases of one kind an actor may see: of this Organisationseinheit (None: of all), in one of these states, of
    Leistungen whose key begins so.
    """

    einheit: UUID | None
    stati: frozenset[Status]
    leistung: str = ""

    def holds(self, other: "Reichweite") -> bool:
        """Whether nothing of the other one is missing in this one."""
        return (
            self.einheit in (None, other.einheit)
            and other.stati <= self.stati
            and other.leistung.startswith(self.leistung)
        )


def reach_of(actor: Actor) -> tuple[Reichweite, ...]:
    """What an actor's Rollen reach, without what another part holds already; empty when he sees no case."""
    return _reach_of(actor.rollen)


@lru_cache(maxsize=1024)
def _reach_of(rollen: frozenset[Rollenzuweisung]) -> tuple[Reichweite, ...]:
    parts = {
        Reichweite(
            zuweisung.organisationseinheit_id,
            frozenset(Status) if zuweisung.rolle in READERS else POSTSTELLE_SEES,
            zuweisung.leistung_schluessel or "",
        )
        for zuweisung in rollen
        if zuweisung.rolle in READERS or zuweisung.rolle is Rolle.POSTSTELLE
    }
    widest = [part for part in parts if not any(other != part and other.holds(part) for other in parts)]
    return tuple(sorted(widest, key=lambda part: (str(part.einheit), part.leistung, sorted(part.stati))))


@dataclass(frozen=True, slots=True)
class Leser:
    """Who reads a list: whose cases are his (the Person, and those for whom he stands in today), and the
    Organisationseinheiten whose group he belongs to (None: to all).
    """

    personen: tuple[UUID, ...]
    gruppen: tuple[UUID, ...] | None


def reader_of(actor: Actor, reach: Iterable[Reichweite], vertritt: Iterable[UUID] = ()) -> Leser:
    """Who an actor with this reach is for the views Meine and Gruppe; `vertritt` are those he stands in for."""
    keys = {part.einheit for part in reach}
    groups = tuple(sorted((key for key in keys if key is not None), key=str))
    own = (actor.person_id, *sorted(vertritt, key=str)) if actor.person_id else ()
    return Leser(own, None if None in keys else groups)


def narrow(reach: Iterable[Reichweite], auswahl: Filter) -> tuple[Reichweite, ...]:
    """The parts that the filter's Organisationseinheit, status and Leistung leave of them."""
    stati = frozenset({auswahl.status}) if auswahl.status else frozenset(Status)
    found = []
    for part in reach:
        einheit = auswahl.einheit or part.einheit
        is_leistung = not auswahl.leistung or auswahl.leistung.startswith(part.leistung)
        if part.stati & stati and is_leistung and part.einheit in (None, einheit):
            found.append(Reichweite(einheit, part.stati & stati, auswahl.leistung or part.leistung))
    return tuple(found)

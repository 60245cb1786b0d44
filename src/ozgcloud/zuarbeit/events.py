"""What can happen to a Zuarbeit. Ids, enums, numbers and dates only.

Events of the asking side name the case and stand in its chain; those of the asked side stand in its Mandant's.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ozgcloud.core.journal import Event, event
from ozgcloud.zuarbeit.rules import Art


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ZuarbeitRequested(Event):
    """An office was asked about the case; a copy of the question and the excerpt goes there."""

    vorgang_id: UUID
    zuarbeit_id: UUID
    ziel_mandant: int
    frist: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ZuarbeitDelivered(Event):
    """The asked office has the question."""

    vorgang_id: UUID
    zuarbeit_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ZuarbeitReceived(Event):
    """Another office asks us."""

    zuarbeit_id: UUID
    von_mandant: int
    frist: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ZuarbeitRead(Event):
    """Somebody of the asked office opened the question or one of its files (read access is logged, Art. 32 DSGVO)."""

    zuarbeit_id: UUID
    datei_id: UUID | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ZuarbeitRouted(Event):
    """The asked Verwaltung gave the question to one of its Organisationseinheiten."""

    zuarbeit_id: UUID
    organisationseinheit_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AntwortSent(Event):
    """The asked office wrote back (`art`); it goes to the asking one."""

    zuarbeit_id: UUID
    beitrag_id: UUID
    art: Art
    ziel_mandant: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BeitragSent(Event):
    """The asking office wrote (`art`); it goes to the asked one."""

    vorgang_id: UUID
    zuarbeit_id: UUID
    beitrag_id: UUID
    art: Art
    ziel_mandant: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BeitragReceived(Event):
    """What the asked office wrote has come back into the case."""

    vorgang_id: UUID
    zuarbeit_id: UUID
    beitrag_id: UUID
    art: Art


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NachtragReceived(Event):
    """What the asking office wrote has reached us."""

    zuarbeit_id: UUID
    beitrag_id: UUID
    art: Art


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ZuarbeitErased(Event):
    """The copy at the asked office was erased, files included."""

    zuarbeit_id: UUID
    dateien: int

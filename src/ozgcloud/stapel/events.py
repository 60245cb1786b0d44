"""What is told about Stapel and Auszüge. Ids, enums and numbers only; each case tells of its own change itself."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event
from ozgcloud.stapel.rules import Aktion, Format


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class StapelCreated(Event):
    """Somebody wants one thing done with many cases; `ruecknahme_von` is the Stapel this one takes back."""

    stapel_id: UUID
    aktion: Aktion
    ruecknahme_von: UUID | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class StapelStopped(Event):
    """Somebody stopped it; what was done stays done."""

    stapel_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class StapelFinished(Event):
    """Every case of it was tried."""

    stapel_id: UUID
    erledigt: int
    unveraendert: int
    misslungen: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AuszugBegun(Event):
    """Somebody began to take a list out of the house: how it was narrowed (by kind, never by word), which columns."""

    auszug_id: UUID
    format: Format
    ist_gefiltert: bool
    ist_gesucht: bool
    nur_neue: bool
    mit_namen: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AuszugEnded(Event):
    """It ended: how many cases went out, and whether it reached its end or was broken off."""

    auszug_id: UUID
    anzahl: int
    vollstaendig: bool

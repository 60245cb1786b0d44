"""What can happen in the roll-out. The Mandant is the one whose chain the event stands in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ozgcloud.core.journal import Event, event
from ozgcloud.rollout.rules import Anbindungsstand, Phase


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseReached(Event):
    """An Online-Dienst has reached a phase at a Mandant on a day."""

    onlinedienst_id: UUID
    von: Phase | None
    phase: Phase
    am: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PhasePlanned(Event):
    """A phase was planned for a day, or (None) no longer is."""

    onlinedienst_id: UUID
    phase: Phase
    geplant_am: date | None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BlockerSet(Event):
    """Something stands in the way, or no longer does; what it is stands in the record."""

    onlinedienst_id: UUID
    blockiert: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AnbindungSet(Event):
    """A Verwaltung has come a step further in being connected, on a day."""

    stand: Anbindungsstand
    am: date

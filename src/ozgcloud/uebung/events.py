"""What can happen in a practice Mandant. Ids and numbers only."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class UebungEntered(Event):
    """Somebody of the live Mandant practises under this Person from now on."""

    person_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class UebungsuhrMoved(Event):
    """The clock of the twin runs so many days ahead now."""

    tage: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class UebungsfaelleMade(Event):
    """Invented cases were added, beginning with this seed."""

    anzahl: int
    saat: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class UebungEmptied(Event):
    """All cases of the twin are gone, and its clock is right again; how many rows that were."""

    zeilen: int

"""What can happen to the people of a Mandant and their logins."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCreated(Event):
    """Somebody can work for the Mandant now; `rollen` is how many he was given."""

    person_id: UUID
    rollen: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorCreated(Event):
    """Somebody can work for the Land now; `kennung` is his Konto's, which the journal knows him by."""

    kennung: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class UebungszugangOpened(Event):
    """A short-lived login was made, for a practice Mandant or (no Person) for an operator of the Land."""

    kennung: UUID
    person_id: UUID | None
    gueltig_bis: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class UebungszugangEnded(Event):
    """A short-lived login was ended and deleted."""

    kennung: UUID
    person_id: UUID | None

"""What can happen to the log of who has read what."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LeseprotokollRead(Event):
    """The data protection officer looked at the log, or took it along (`auszug`), narrowed as given."""

    person_id: UUID | None
    fall_id: UUID | None
    von: date | None
    bis: date | None
    auszug: bool

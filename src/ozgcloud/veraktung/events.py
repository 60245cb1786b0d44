"""What can happen to a file on its way to the e-Akte."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AkteDelivered(Event):
    """The DMS side took the package."""

    vorgang_id: UUID

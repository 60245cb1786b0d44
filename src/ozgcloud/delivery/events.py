"""What can happen to a consequence."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRetried(Event):
    """A person asked for another try of a failed delivery."""

    vorgang_id: UUID | None
    delivery_id: UUID
    ereignis_id: UUID

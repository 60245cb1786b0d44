"""What can happen to an Online-Dienst."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OnlinedienstPublished(Event):
    """An Online-Dienst was opened to citizens or, in practice Mandanten, to tests."""

    onlinedienst_id: UUID
    uebung: bool

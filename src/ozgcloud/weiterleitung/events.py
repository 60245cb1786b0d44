"""What can happen to the history of a case that travels. Ids and numbers only."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgeschichteTaken(Event):
    """What happened at the offices before came along with the case: how many lines and files."""

    vorgang_id: UUID
    zeilen: int
    dateien: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangExported(Event):
    """Somebody took an export package of the case out of the house."""

    vorgang_id: UUID
    ausfuhr_id: UUID
    groesse: int

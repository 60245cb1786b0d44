"""What can happen to a Bescheid."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BescheidDrafted(Event):
    """A draft was made from the decision."""

    vorgang_id: UUID
    bescheid_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BescheidEdited(Event):
    """The texts of the draft were changed."""

    vorgang_id: UUID
    bescheid_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BescheidIssued(Event):
    """Issued; delivery begins after `halten_minuten` unless taken back. `erlass` numbers the issue."""

    vorgang_id: UUID
    bescheid_id: UUID
    erlass: int
    halten_minuten: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BescheidWithdrawn(Event):
    """Taken back within the hold; nobody outside has seen it."""

    vorgang_id: UUID
    bescheid_id: UUID
    erlass: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BescheidDelivered(Event):
    """The finished document was stored and made available to the citizen."""

    vorgang_id: UUID
    bescheid_id: UUID
    datei_id: UUID

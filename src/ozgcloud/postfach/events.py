"""What can happen between authority and citizen."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NachrichtSent(Event):
    """The authority wrote to the citizen."""

    vorgang_id: UUID
    nachricht_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NachrichtReceived(Event):
    """The citizen answered."""

    vorgang_id: UUID
    nachricht_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DokumentRetrieved(Event):
    """The citizen downloaded a document; the first time counts (§ 9 OZG)."""

    vorgang_id: UUID
    dokument_id: UUID

"""What can happen to Clients and their keys."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCreated(Event):
    """A machine was made known; a test Client (`uebung`) reaches practice only."""

    client_id: UUID
    uebung: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLocked(Event):
    """A Client was locked, or let in again."""

    client_id: UUID
    gesperrt: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SchluesselAdded(Event):
    """A Client got another key."""

    client_id: UUID
    schluessel_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SchluesselRevoked(Event):
    """A key was ended."""

    client_id: UUID
    schluessel_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class FreigabenSet(Event):
    """What a Client may do was written anew; `anzahl` is the number of Freigaben."""

    client_id: UUID
    anzahl: int

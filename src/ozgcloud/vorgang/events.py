"""What can happen to a Vorgang. Ids, enums, numbers and dates only."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event
from ozgcloud.eingang.rules import Kanal
from ozgcloud.vorgang.rules import Ergebnis, Schritt, Status


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangOpened(Event):
    """An Eingang was accepted and became a case; figures read Leistung, Gebiet and way in from here after erasure.

    `kanal` is None in events of before it was told.
    """

    vorgang_id: UUID
    eingang_id: UUID
    onlinedienst_id: UUID
    leistung: int
    gebiet: int
    uebung: bool
    in_clearing: bool
    kanal: Kanal | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangMoved(Event):
    """A step of the status table was taken that has no event of its own."""

    vorgang_id: UUID
    schritt: Schritt
    von: Status
    nach: Status


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangDecided(Event):
    """The case was decided; the draft of the Bescheid follows."""

    vorgang_id: UUID
    entscheidung_id: UUID
    ergebnis: Ergebnis


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangClosed(Event):
    """The case is done; the file goes to the DMS."""

    vorgang_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangAssigned(Event):
    """Somebody took the case or was given it; null means put back."""

    vorgang_id: UUID
    person_id: UUID | None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangRead(Event):
    """Somebody opened the case page (read access is logged, Art. 32 DSGVO)."""

    vorgang_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DateiRead(Event):
    """Somebody downloaded a file of the case."""

    vorgang_id: UUID
    datei_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NotizAdded(Event):
    """A note was written."""

    vorgang_id: UUID
    notiz_id: UUID

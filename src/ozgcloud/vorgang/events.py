"""What can happen to a Vorgang. Ids, enums, numbers and dates only."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.actor import Rolle
from ozgcloud.core.journal import Event, event
from ozgcloud.eingang.rules import Kanal
from ozgcloud.vorgang.rules import Ergebnis, Schritt, Status


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangOpened(Event):
    """An Eingang was accepted and became a case; figures read Leistung, Gebiet and way in from here after erasure.

    `kanal` is None in events of before it was told. `vollstaendig`: the door has found that nothing is missing.
    """

    vorgang_id: UUID
    eingang_id: UUID
    onlinedienst_id: UUID
    leistung: int
    gebiet: int
    uebung: bool
    in_clearing: bool
    kanal: Kanal | None = None
    vollstaendig: bool = False


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
class VorgangForwarded(Event):
    """The case was given to the competent office; a copy goes there under the same number, this one is closed.

    Leistung, Gebiet and target are what operators of the Land learn missing rules from.
    """

    vorgang_id: UUID
    abgabe_id: UUID
    leistung: int
    gebiet: int
    ziel_mandant: int
    ziel_vorgang_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangTakenOver(Event):
    """A copy handed over by another office became a case here; the intake itself was counted there."""

    vorgang_id: UUID
    eingang_id: UUID
    onlinedienst_id: UUID
    leistung: int
    gebiet: int
    abgabe_id: UUID
    von_mandant: int
    von_vorgang_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangHandedOver(Event):
    """The other office has the copy; its files were compared by their hashes."""

    vorgang_id: UUID
    abgabe_id: UUID
    ziel_vorgang_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RegelSuggested(Event):
    """The Clearingstelle asks the operators of the Land for a rule for this Leistung at this place."""

    vorgang_id: UUID
    leistung: int
    gebiet: int


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
    """Somebody took the case or was given it, or a group (an Organisationseinheit) was; both null: put back."""

    vorgang_id: UUID
    person_id: UUID | None
    gruppe_id: UUID | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangRead(Event):
    """Somebody opened the case page (read access is logged, Art. 32 DSGVO).

    `rolle` is the one he was let in by; None for the house itself and in events of before it was told.
    """

    vorgang_id: UUID
    rolle: Rolle | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DateiRead(Event):
    """Somebody downloaded a file of the case; `rolle` as in `VorgangRead`."""

    vorgang_id: UUID
    datei_id: UUID
    rolle: Rolle | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NotizAdded(Event):
    """A note was written."""

    vorgang_id: UUID
    notiz_id: UUID

"""What can happen to Mandanten, their people and logins, and to the list of places."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ozgcloud.core.actor import Rolle
from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCreated(Event):
    """Somebody can work for the Mandant now; `rollen` is how many he was given."""

    person_id: UUID
    rollen: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(Event):
    """Name, telephone or e-mail address of somebody were changed."""

    person_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSwitched(Event):
    """Somebody may work here again (`aktiv`), or no more."""

    person_id: UUID
    aktiv: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PasswortChanged(Event):
    """Somebody has a new password: made by the Fachadministration, or chosen by himself (`selbst`)."""

    person_id: UUID
    selbst: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RolleGiven(Event):
    """Somebody was given a Rolle; None: every Organisationseinheit, every Leistung (or those that begin so)."""

    person_id: UUID
    rolle: Rolle
    organisationseinheit_id: UUID | None
    leistung: int | None
    mit_untergeordneten: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RolleTaken(Event):
    """A Rolle was taken from somebody; fields as in `RolleGiven`."""

    person_id: UUID
    rolle: Rolle
    organisationseinheit_id: UUID | None
    leistung: int | None
    mit_untergeordneten: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class EinheitSaved(Event):
    """An Organisationseinheit was made (`neu`), renamed, moved below another one, closed or opened again."""

    organisationseinheit_id: UUID
    eltern_id: UUID | None
    neu: bool
    geschlossen: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AbwesenheitSaved(Event):
    """Somebody will be away; when and why nobody else learns from here."""

    abwesenheit_id: UUID
    person_id: UUID
    vertretung_id: UUID | None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AbwesenheitDeleted(Event):
    """An absence was taken back."""

    abwesenheit_id: UUID
    person_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorCreated(Event):
    """Somebody can work for the Land now; `kennung` is his Konto's, which the journal knows him by."""

    kennung: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class UebungszugangOpened(Event):
    """A short-lived login was made, for a practice Mandant or (no Person) for an operator of the Land."""

    kennung: UUID
    person_id: UUID | None
    gueltig_bis: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class UebungszugangEnded(Event):
    """A short-lived login was ended and deleted."""

    kennung: UUID
    person_id: UUID | None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class GebieteImported(Event):
    """Part of a list of places was taken: how many are new, changed, ended."""

    neu: int
    geaendert: int
    beendet: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PostleitzahlenImported(Event):
    """Part of a list of postcodes was taken: how many pairs are new or removed."""

    neu: int
    entfernt: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MandantenschluesselRenewed(Event):
    """The Mandant has a new key (`nummer`), and the data keys of its files are wrapped by it."""

    nummer: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MandantenschluesselDestroyed(Event):
    """Keys of the Mandant were destroyed: what they wrapped is unreadable for good (`alle`: that is every file)."""

    anzahl: int
    alle: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MandantSaved(Event):
    """A Verwaltung was entered into the list of Mandanten (`neu`), or its facts were changed."""

    verwaltung_id: int
    neu: bool

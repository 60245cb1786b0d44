"""What can happen while a case is worked on. Ids, enums, numbers and dates only."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ozgcloud.bearbeitung.rules import Abschlussgrund, Fristart, Notizart
from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class WiedervorlageSet(Event):
    """The case is to come back on a day."""

    vorgang_id: UUID
    wiedervorlage_id: UUID
    faellig_am: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class WiedervorlageDone(Event):
    """Somebody has looked; `wieder_am` is the day it comes again, if it does."""

    vorgang_id: UUID
    wiedervorlage_id: UUID
    wieder_am: date | None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class FristSet(Event):
    """A deadline runs."""

    vorgang_id: UUID
    frist_id: UUID
    art: Fristart
    ende: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class FristEnded(Event):
    """A deadline was met, or does not matter any more."""

    vorgang_id: UUID
    frist_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PrioritaetSet(Event):
    """How urgent the case is: 0 normal, 1 hoch, 2 eilig."""

    vorgang_id: UUID
    prioritaet: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SchlagworteSet(Event):
    """The words of the case were changed; `anzahl` is how many there are now."""

    vorgang_id: UUID
    anzahl: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangPostponed(Event):
    """The case waits; it comes back on `bis` by this Wiedervorlage, if a day was named."""

    vorgang_id: UUID
    bis: date | None
    wiedervorlage_id: UUID | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangPassedOn(Event):
    """Another Organisationseinheit of the same Verwaltung has the case now; its reason lies with it."""

    vorgang_id: UUID
    weitergabe_id: UUID
    von_einheit: UUID | None
    nach_einheit: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangEnded(Event):
    """The case ended without a Bescheid; the applicant learns it when the hold is over, unless it is taken back."""

    vorgang_id: UUID
    abschluss_id: UUID
    grund: Abschlussgrund
    halten_minuten: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class EndingUndone(Event):
    """An ending was taken back before anybody was told."""

    vorgang_id: UUID
    abschluss_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class EndingTold(Event):
    """The applicant was told of an ending; it cannot be taken back any more."""

    vorgang_id: UUID
    abschluss_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangJoined(Event):
    """Another case was merged into this one; `dublette_id` is that case."""

    vorgang_id: UUID
    dublette_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PunktAdded(Event):
    """The Checkliste of the case has a further point."""

    vorgang_id: UUID
    punkt_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PunktTicked(Event):
    """A point was ticked, or not any more."""

    vorgang_id: UUID
    punkt_id: UUID
    erledigt: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NotizTyped(Event):
    """A note was written with its kind, and with `dateien` files."""

    vorgang_id: UUID
    notiz_id: UUID
    art: Notizart
    dateien: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VorgangPrepared(Event):
    """A new case got its Fristen and points from the template of its Leistung."""

    vorgang_id: UUID
    fristen: int
    punkte: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LoeschungNoted(Event):
    """What remains of a case that was handed over may go; or, not `vorgemerkt`, may not any more."""

    vorgang_id: UUID
    vorgemerkt: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ArbeitsvorlageSaved(Event):
    """The Fachadministration wrote the template of a Leistung."""

    arbeitsvorlage_id: UUID
    leistung: int

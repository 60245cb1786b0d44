"""What happens to entries of the quarantine. Ids and enums only."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.journal import Event, event
from ozgcloud.eingang.rules import Massnahme, Quarantaeneart


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantaeneOpened(Event):
    """Something was found after the intake that somebody must look at; `datei_id` where it is one file."""

    vorgang_id: UUID
    quarantaene_id: UUID
    art: Quarantaeneart
    datei_id: UUID | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantaeneRequested(Event):
    """The applicant was asked for what is missing; the entry stays open."""

    vorgang_id: UUID
    quarantaene_id: UUID
    art: Quarantaeneart


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantaeneSettled(Event):
    """An entry is done."""

    vorgang_id: UUID
    quarantaene_id: UUID
    art: Quarantaeneart
    massnahme: Massnahme


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantaeneReopened(Event):
    """What had settled an entry was taken back: it is open again."""

    vorgang_id: UUID
    quarantaene_id: UUID
    art: Quarantaeneart

"""What can happen with a request for missing documents."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NachforderungProposed(Event):
    """The check at the intake found something missing; somebody of the office decides whether to ask for it."""

    vorgang_id: UUID
    nachforderung_id: UUID
    anzahl: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NachforderungDrafted(Event):
    """Somebody wrote a request, or changed one that was not sent yet."""

    vorgang_id: UUID
    nachforderung_id: UUID
    anzahl: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NachforderungSent(Event):
    """The applicant was asked (§ 26 (2) VwVfG)."""

    vorgang_id: UUID
    nachforderung_id: UUID
    frist: date
    anzahl: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NachforderungChanged(Event):
    """A sent request has another deadline or other items now; the applicant was told."""

    vorgang_id: UUID
    nachforderung_id: UUID
    frist: date
    anzahl: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NachforderungAnswered(Event):
    """The applicant sent answers: `anzahl` items now, `offen` are still missing."""

    vorgang_id: UUID
    nachforderung_id: UUID
    anzahl: int
    offen: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PostenAccepted(Event):
    """The answer to one item is enough."""

    vorgang_id: UUID
    nachforderung_id: UUID
    posten_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PostenReturned(Event):
    """The answer to one item is not enough; the applicant was told why."""

    vorgang_id: UUID
    nachforderung_id: UUID
    posten_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NachforderungReminded(Event):
    """The applicant was reminded some days before the deadline."""

    vorgang_id: UUID
    nachforderung_id: UUID
    frist: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NachforderungExpired(Event):
    """The deadline has passed and something is still missing."""

    vorgang_id: UUID
    nachforderung_id: UUID
    frist: date


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NachforderungConcluded(Event):
    """Nothing is asked any more: everything was accepted, or somebody of the office said so."""

    vorgang_id: UUID
    nachforderung_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NachforderungWithdrawn(Event):
    """The request was taken back, or a proposal was not followed."""

    vorgang_id: UUID
    nachforderung_id: UUID

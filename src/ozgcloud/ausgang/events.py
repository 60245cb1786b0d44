"""What can happen to Abonnements. They belong to the installation, not to a Mandant."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.ausgang.rules.zustellung import Stopp
from ozgcloud.core.journal import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AbonnementCreated(Event):
    """A machine gets events sent from now on."""

    abonnement_id: UUID
    client_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AbonnementChanged(Event):
    """Address, event types or pause were changed."""

    abonnement_id: UUID
    client_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AbonnementDeleted(Event):
    """It was ended for good."""

    abonnement_id: UUID
    client_id: UUID


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class GeheimnisRotated(Event):
    """A new secret signs; the one before does so too for a day."""

    abonnement_id: UUID
    client_id: UUID
    generation: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AbonnementStopped(Event):
    """Nothing is sent any more until somebody resumes it; what was not accepted is kept."""

    abonnement_id: UUID
    client_id: UUID
    grund: Stopp


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AbonnementResumed(Event):
    """It is sent again; `ab_nummer` when events from there on are sent once more."""

    abonnement_id: UUID
    client_id: UUID
    ab_nummer: int | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeSent(Event):
    """Somebody had a test event sent."""

    abonnement_id: UUID
    client_id: UUID

"""What follows an ending without a Bescheid, when its hold is over and nobody took it back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from ozgcloud.bearbeitung.events import VorgangEnded
from ozgcloud.bearbeitung.queries import is_pending
from ozgcloud.core.actor import Actor
from ozgcloud.flow.deliveries import prepare_akte
from ozgcloud.flow.kinds import Anlass
from ozgcloud.nachforderung.actions.end_nachforderungen import end_nachforderungen
from ozgcloud.postfach.actions.tell_ending import tell_ending


def hold_ending(event: VorgangEnded) -> timedelta:
    """The time in which it may be taken back."""
    return timedelta(minutes=event.halten_minuten)


def prepare_mitteilung(actor: Actor, anlass: Anlass) -> UUID | None:
    """The ending to tell of, unless it was taken back."""
    abschluss_id: UUID = anlass.event.abschluss_id
    return abschluss_id if is_pending(actor, abschluss_id) else None


def pass_through(_actor: Actor, _anlass: Anlass, abschluss_id: UUID) -> UUID:
    """Nobody outside is spoken to: the applicant reads the own status page."""
    return abschluss_id


def record_mitteilung(actor: Actor, anlass: Anlass, abschluss_id: UUID) -> dict[str, Any]:
    """The applicant reads it from now on, and is asked for nothing any more."""
    told = tell_ending(actor, abschluss_id=abschluss_id, ereignis_id=anlass.ereignis_id, am=anlass.am)
    if told:
        end_nachforderungen(actor, vorgang_id=anlass.event.vorgang_id)
    return {"mitgeteilt": told}


def prepare_endakte(actor: Actor, anlass: Anlass) -> Any:
    """The package of the ended case, as `deliveries.prepare_akte` makes it, unless the ending was taken back."""
    return prepare_akte(actor, anlass) if is_pending(actor, anlass.event.abschluss_id) else None

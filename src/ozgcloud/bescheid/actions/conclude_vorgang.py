"""Close a Vorgang whose Bescheid has reached the citizen."""

from uuid import UUID

from ozgcloud.bescheid.queries import status_of_decision
from ozgcloud.bescheid.rules import require_closable
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.actions.close_vorgang import close_vorgang
from ozgcloud.vorgang.events import VorgangClosed
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Schritt, Status


@in_mandant
def conclude_vorgang(actor: Actor, *, vorgang_id: UUID) -> VorgangClosed:
    """Close, unless a Bescheid is still on its way. Raises NotFound, Forbidden, Conflict."""
    vorgang = get_vorgang(actor, vorgang_id, schritt=Schritt.ABSCHLIESSEN, lock=True)
    if vorgang.status == Status.BESCHIEDEN.value:
        require_closable(status_of_decision(actor, vorgang_id))
    return close_vorgang(actor, vorgang_id=vorgang_id)

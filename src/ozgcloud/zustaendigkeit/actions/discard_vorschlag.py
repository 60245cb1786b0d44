"""Drop a proposal."""

from uuid import UUID

from django.db import transaction

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.journal import emit
from ozgcloud.zustaendigkeit.actions.apply_vorschlag import finish_vorschlag, locked_vorschlag
from ozgcloud.zustaendigkeit.events import VorschlagDiscarded
from ozgcloud.zustaendigkeit.rules.angaben import VorschlagStatus


@transaction.atomic(durable=True)
def discard_vorschlag(actor: Actor, *, vorschlag_id: UUID) -> VorschlagDiscarded:
    """Leave the rules as they are. Raises Forbidden, NotFound, or Conflict when it is done already."""
    require_operator(actor)
    vorschlag = locked_vorschlag(vorschlag_id)
    finish_vorschlag(vorschlag, VorschlagStatus.VERWORFEN)
    return emit(actor, VorschlagDiscarded(vorschlag_id=vorschlag.id))

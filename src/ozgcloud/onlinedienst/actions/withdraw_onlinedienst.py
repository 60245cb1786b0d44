"""Withdraw an Online-Dienst."""

from uuid import UUID

from django.db import transaction

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.onlinedienst.events import OnlinedienstWithdrawn
from ozgcloud.onlinedienst.models import Onlinedienst, Phase


def withdraw_onlinedienst(actor: Actor, *, onlinedienst_id: UUID) -> OnlinedienstWithdrawn:
    """Nobody begins an Antrag any more, anywhere; drafts begun before and cases go on. Cannot be taken back.

    Raises Forbidden, NotFound, or Conflict when it is not published.
    """
    require_operator(actor)
    with transaction.atomic(durable=True):
        dienst = Onlinedienst.objects.select_for_update().filter(id=onlinedienst_id).first()
        if dienst is None:
            raise NotFound("Diesen Online-Dienst gibt es nicht oder nicht mehr.")
        if dienst.phase not in (Phase.FREIGEGEBEN, Phase.TEST):
            raise Conflict("Dieser Online-Dienst ist schon abgekündigt oder noch nicht veröffentlicht.")
        dienst.phase = Phase.ABGEKUENDIGT
        dienst.save(update_fields=("phase",))
        return emit(actor, OnlinedienstWithdrawn(onlinedienst_id=dienst.id, am=clock.today()))

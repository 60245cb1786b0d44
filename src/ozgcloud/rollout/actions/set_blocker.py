"""Name what stands in the way."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.mandant.operator_scope import operator_scope
from ozgcloud.rollout import rules
from ozgcloud.rollout.events import BlockerSet
from ozgcloud.rollout.queries import get_ausrollung


def set_blocker(actor: Actor, *, mandant_id: int, onlinedienst_id: UUID, text: str) -> BlockerSet:
    """Write down what stands in the way; empty: nothing does. Raises Forbidden, NotFound, InvalidInput."""
    blocker = rules.require_note("blocker", text)
    with operator_scope(actor, mandant_id) as operator:
        ausrollung = get_ausrollung(onlinedienst_id, lock=True)
        ausrollung.blocker, ausrollung.geaendert_am = blocker, clock.now()
        ausrollung.save(update_fields=("blocker", "geaendert_am"))
        return emit(operator, BlockerSet(onlinedienst_id=onlinedienst_id, blockiert=bool(blocker)))

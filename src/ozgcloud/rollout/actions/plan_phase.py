"""Plan a phase for a day."""

from datetime import date
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.journal import emit
from ozgcloud.mandant.operator_scope import operator_scope
from ozgcloud.rollout.events import PhasePlanned
from ozgcloud.rollout.models import Ausrollungsschritt
from ozgcloud.rollout.queries import get_ausrollung
from ozgcloud.rollout.rules import Phase


def plan_phase(
    actor: Actor, *, mandant_id: int, onlinedienst_id: UUID, phase: Phase, geplant_am: date | None
) -> PhasePlanned:
    """Set or (None) drop the planned day of a phase. Raises Forbidden, NotFound, Conflict for a phase behind us."""
    with operator_scope(actor, mandant_id) as operator:
        ausrollung = get_ausrollung(onlinedienst_id, lock=True)
        schritt, _ = Ausrollungsschritt.objects.get_or_create(
            mandant_id=mandant_id, ausrollung_id=ausrollung.id, phase=phase.value
        )
        if schritt.erreicht_am is not None and phase.value == ausrollung.phase:
            raise Conflict("Diese Phase ist schon erreicht. Bitte planen Sie eine der nächsten.")
        schritt.geplant_am = geplant_am
        schritt.save(update_fields=("geplant_am",))
        return emit(operator, PhasePlanned(onlinedienst_id=onlinedienst_id, phase=phase, geplant_am=geplant_am))

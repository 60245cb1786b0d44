"""Reading the roll-out, inside `operator_scope` or a Mandant's own."""

from uuid import UUID

from ozgcloud.core.errors import NotFound
from ozgcloud.rollout.models import Ausrollung


def get_ausrollung(onlinedienst_id: UUID, *, lock: bool = False) -> Ausrollung:
    """The way of an Online-Dienst into the open Mandant; raises NotFound before its first phase."""
    rows = Ausrollung.objects.select_for_update() if lock else Ausrollung.objects.all()
    found = rows.filter(onlinedienst_id=onlinedienst_id).first()
    if found is None:
        raise NotFound("Dieser Online-Dienst hat hier noch keine Phase. Bitte beginnen Sie mit „Interesse“.")
    return found

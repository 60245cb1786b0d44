"""Begin the delivery of an issued Bescheid: from here on it cannot be taken back."""

from uuid import UUID

from ozgcloud.bescheid import port
from ozgcloud.bescheid.queries import compose_letter, get_bescheid
from ozgcloud.bescheid.rules import BescheidStatus
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant

UNDERWAY = (BescheidStatus.ERLASSEN.value, BescheidStatus.WIRD_BEREITGESTELLT.value)


@in_mandant
def begin_bescheid_delivery(actor: Actor, *, bescheid_id: UUID, erlass: int) -> port.Bescheid | None:
    """The letter to render; None when this issue was taken back or is already delivered.

    No event: nobody outside knows yet.
    """
    bescheid = get_bescheid(bescheid_id, lock=True)
    if bescheid.erlass != erlass or bescheid.status not in UNDERWAY:
        return None
    bescheid.status = BescheidStatus.WIRD_BEREITGESTELLT.value
    bescheid.save(update_fields=("status",))
    return compose_letter(actor, bescheid_id)

"""Take an issued Bescheid back."""

from uuid import UUID

from ozgcloud.bescheid.events import BescheidWithdrawn
from ozgcloud.bescheid.queries import get_bescheid
from ozgcloud.bescheid.rules import BescheidStatus, require_withdrawable
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def withdraw_bescheid(actor: Actor, *, bescheid_id: UUID) -> BescheidWithdrawn:
    """Back to draft within the hold; nothing has left the house. Raises NotFound, Forbidden, Conflict when too late."""
    bescheid = get_bescheid(bescheid_id, lock=True)
    get_vorgang(actor, bescheid.vorgang_id, rolle=Rolle.USER)
    require_withdrawable(BescheidStatus(bescheid.status), bescheid.bereitstellung_ab, clock.now())
    erlass = bescheid.erlass
    bescheid.status = BescheidStatus.ENTWURF.value
    bescheid.erlassen_am = bescheid.erlassen_von = bescheid.bereitstellung_ab = None
    bescheid.save(update_fields=("status", "erlassen_am", "erlassen_von", "bereitstellung_ab"))
    return emit(actor, BescheidWithdrawn(vorgang_id=bescheid.vorgang_id, bescheid_id=bescheid.id, erlass=erlass))

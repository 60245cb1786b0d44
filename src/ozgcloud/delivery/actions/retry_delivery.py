"""Ask for another try."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import Conflict, Forbidden
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.delivery.events import DeliveryRetried
from ozgcloud.delivery.queries import get_delivery
from ozgcloud.delivery.rules import DeliveryStatus


@in_mandant
def retry_delivery(actor: Actor, *, delivery_id: UUID) -> DeliveryRetried:
    """Open a failed consequence again; the flow takes it up. Raises NotFound, Forbidden, Conflict."""
    delivery = get_delivery(delivery_id, lock=True)
    if not (actor.has(Rolle.USER) or actor.has(Rolle.FACHADMIN)):
        raise Forbidden
    if delivery.status != DeliveryStatus.FEHLGESCHLAGEN.value:
        raise Conflict("Diese Übergabe ist nicht mehr fehlgeschlagen. Laden Sie die Seite neu.")
    delivery.status = DeliveryStatus.OFFEN.value
    delivery.versuche = 0
    delivery.geaendert_am = clock.now()
    delivery.save(update_fields=("status", "versuche", "geaendert_am"))
    return emit(
        actor,
        DeliveryRetried(vorgang_id=delivery.vorgang_id, delivery_id=delivery.id, ereignis_id=delivery.ereignis_id),
    )

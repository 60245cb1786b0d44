"""Begin a try of a consequence."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.delivery.models import Delivery
from ozgcloud.delivery.rules import DeliveryStatus


@in_mandant
def begin_delivery(
    actor: Actor, *, delivery_id: UUID, ereignis_id: UUID, vorgang_id: UUID | None, schritt: str
) -> Delivery:
    """Take the row of a consequence under lock, made on the first try, and count the try.

    No event: the fact stands already.
    """
    Delivery.objects.bulk_create(
        [
            Delivery(
                id=delivery_id,
                mandant_id=current_mandant(),
                ereignis_id=ereignis_id,
                vorgang_id=vorgang_id,
                schritt=schritt,
            )
        ],
        ignore_conflicts=True,
    )
    delivery = Delivery.objects.select_for_update().get(id=delivery_id)
    if delivery.status == DeliveryStatus.OFFEN.value:
        delivery.versuche += 1
        delivery.geaendert_am = clock.now()
        delivery.save(update_fields=("versuche", "geaendert_am"))
    return delivery

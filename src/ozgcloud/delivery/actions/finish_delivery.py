"""Record how a try of a consequence ended."""

from typing import Any
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.delivery.models import Delivery
from ozgcloud.delivery.queries import get_delivery
from ozgcloud.delivery.rules import DeliveryStatus


@in_mandant
def finish_delivery(
    actor: Actor,
    *,
    delivery_id: UUID,
    status: DeliveryStatus,
    fehler: str = "",
    fehlerart: str = "",
    quittung: dict[str, Any] | None = None,
) -> Delivery:
    """Write the outcome; a finished consequence stays finished. No event: the outcome has its own in the slice."""
    delivery = get_delivery(delivery_id, lock=True)
    if delivery.status in (DeliveryStatus.ERLEDIGT.value, DeliveryStatus.ENTFALLEN.value):
        return delivery
    delivery.status = status.value
    delivery.fehler, delivery.fehlerart = fehler, fehlerart
    delivery.quittung = quittung or {}
    delivery.geaendert_am = clock.now()
    delivery.save(update_fields=("status", "fehler", "fehlerart", "quittung", "geaendert_am"))
    return delivery

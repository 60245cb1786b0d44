"""Ask for another try of a failed delivery, as an operator."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.delivery.events import DeliveryRetried
from ozgcloud.delivery.models import Delivery
from ozgcloud.delivery.rules import DeliveryStatus
from ozgcloud.mandant.operator_scope import operator_scope

SEEN = ("id", "vorgang_id", "ereignis_id", "status")


def retry_uebergabe(actor: Actor, *, mandant_id: int, delivery_id: UUID) -> DeliveryRetried:
    """Open a failed consequence again; the operator sees ids only. Raises Forbidden, NotFound, Conflict."""
    with operator_scope(actor, mandant_id) as operator:
        delivery = Delivery.objects.select_for_update().only(*SEEN).filter(id=delivery_id).first()
        if delivery is None:
            raise NotFound
        if delivery.status != DeliveryStatus.FEHLGESCHLAGEN.value:
            raise Conflict("Diese Übergabe ist nicht mehr fehlgeschlagen. Laden Sie die Seite neu.")
        delivery.status, delivery.versuche = DeliveryStatus.OFFEN.value, 0
        delivery.geaendert_am = clock.now()
        delivery.save(update_fields=("status", "versuche", "geaendert_am"))
        return emit(
            operator,
            DeliveryRetried(vorgang_id=delivery.vorgang_id, delivery_id=delivery.id, ereignis_id=delivery.ereignis_id),
        )

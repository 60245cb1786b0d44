"""Reading consequences."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.delivery.models import Delivery
from ozgcloud.delivery.rules import DeliveryStatus

PAGE = 100


def get_delivery(delivery_id: UUID, *, lock: bool = False) -> Delivery:
    """One consequence, inside the Mandant's scope; raises NotFound."""
    rows = Delivery.objects.select_for_update() if lock else Delivery.objects.all()
    found = rows.filter(id=delivery_id).first()
    if found is None:
        raise NotFound
    return found


@reads_mandant
def list_troubled(actor: Actor) -> list[Delivery]:
    """Failed consequences, then those that are being retried; newest first, at most 100."""
    failed = Delivery.objects.filter(status=DeliveryStatus.FEHLGESCHLAGEN.value)
    retried = Delivery.objects.filter(status=DeliveryStatus.OFFEN.value, versuche__gt=0)
    return [*failed.order_by("-geaendert_am", "-id")[:PAGE], *retried.order_by("-geaendert_am", "-id")[:PAGE]]


@reads_mandant
def deliveries_of(actor: Actor, vorgang_id: UUID) -> list[Delivery]:
    """All consequences of a case, oldest first."""
    return list(Delivery.objects.filter(vorgang_id=vorgang_id).order_by("erstellt_am", "id"))


def read_ereignis(ereignis_id: UUID) -> Ereignis:
    """The event behind a consequence, inside the Mandant's scope; raises NotFound."""
    row = Ereignis.objects.filter(id=ereignis_id).first()
    if row is None:
        raise NotFound
    return row

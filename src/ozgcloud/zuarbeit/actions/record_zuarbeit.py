"""Note that the asked office has the question."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.zuarbeit.events import ZuarbeitDelivered
from ozgcloud.zuarbeit.models import Zuarbeit


@in_mandant
def record_zuarbeit(actor: Actor, *, vorgang_id: UUID, zuarbeit_id: UUID) -> ZuarbeitDelivered:
    """Write the receipt into the history of the case, once. Raises NotFound."""
    zuarbeit = Zuarbeit.objects.select_for_update().filter(id=zuarbeit_id, vorgang_id=vorgang_id).first()
    if zuarbeit is None:
        raise NotFound
    event = ZuarbeitDelivered(vorgang_id=vorgang_id, zuarbeit_id=zuarbeit_id)
    if zuarbeit.zugestellt_am is not None:
        return event
    zuarbeit.zugestellt_am = clock.now()
    zuarbeit.store("zugestellt_am")
    return emit(actor, event)

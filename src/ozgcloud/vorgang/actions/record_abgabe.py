"""Note that the other office has the case."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.events import VorgangHandedOver
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def record_abgabe(actor: Actor, *, vorgang_id: UUID, abgabe_id: UUID, ziel_vorgang_id: UUID) -> VorgangHandedOver:
    """Write the hand-over into the history of the case here, once. Raises NotFound."""
    vorgang = get_vorgang(actor, vorgang_id, lock=True)
    event = VorgangHandedOver(vorgang_id=vorgang.id, abgabe_id=abgabe_id, ziel_vorgang_id=ziel_vorgang_id)
    if Ereignis.objects.filter(kette=str(vorgang.id), typ=event.typ).exists():
        return event
    return emit(actor, event)

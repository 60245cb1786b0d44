"""Lock a Client out, or let it in again."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import client_scope
from ozgcloud.schnittstelle.events import ClientLocked
from ozgcloud.schnittstelle.models import Client


def lock_client(actor: Actor, *, client_id: UUID, gesperrt: bool = True) -> ClientLocked:
    """All keys and tokens of a locked Client stop, at the latest after `CACHE_SECONDS`. Raises NotFound."""
    require_operator(actor)
    with client_scope(str(client_id)):
        rows = Client.objects.filter(id=client_id)
        if not rows.update(gesperrt_am=clock.now() if gesperrt else None):
            raise NotFound("Diesen Client gibt es nicht.")
        return emit(actor, ClientLocked(client_id=client_id, gesperrt=gesperrt))

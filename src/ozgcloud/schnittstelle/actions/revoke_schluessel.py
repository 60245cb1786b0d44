"""End a key."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import client_scope
from ozgcloud.schnittstelle.events import SchluesselRevoked
from ozgcloud.schnittstelle.models import Clientschluessel


def revoke_schluessel(actor: Actor, *, client_id: UUID, kennung: str) -> SchluesselRevoked:
    """Let a key work no longer, at the latest after `CACHE_SECONDS`; repeatable. Raises NotFound."""
    require_operator(actor)
    with client_scope(str(client_id)):
        row = Clientschluessel.objects.filter(client_id=client_id, kennung=kennung).first()
        if row is None:
            raise NotFound("Diesen Schlüssel gibt es nicht.")
        if row.widerrufen_am is None:
            row.widerrufen_am = clock.now()
            row.save(update_fields=("widerrufen_am",))
        return emit(actor, SchluesselRevoked(client_id=client_id, schluessel_id=row.id))

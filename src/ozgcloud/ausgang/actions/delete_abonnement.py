"""End an Abonnement for good."""

from uuid import UUID

from ozgcloud.ausgang import queries
from ozgcloud.ausgang.besitz import require_owner
from ozgcloud.ausgang.events import AbonnementDeleted
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import client_scope


def delete_abonnement(actor: Actor, *, client_id: UUID, abonnement_id: UUID) -> AbonnementDeleted:
    """Nothing is sent any more, and what waited is dropped; the feed still has it. Raises NotFound."""
    require_owner(actor, client_id)
    with client_scope(str(client_id)):
        queries.get_abonnement(client_id, abonnement_id, lock=True).delete()
        return emit(actor, AbonnementDeleted(abonnement_id=abonnement_id, client_id=client_id))

"""Take an absence back."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.events import AbwesenheitDeleted
from ozgcloud.mandant.models import Abwesenheit
from ozgcloud.mandant.personal import fetch_person


@in_mandant
def delete_abwesenheit(actor: Actor, *, person_id: UUID, abwesenheit_id: UUID) -> AbwesenheitDeleted:
    """Of oneself, or of somebody one administers. Raises NotFound."""
    if actor.person_id != person_id:
        fetch_person(actor, person_id)
    deleted, _ = Abwesenheit.objects.filter(id=abwesenheit_id, person_id=person_id).delete()
    if not deleted:
        raise NotFound("Diese Abwesenheit gibt es nicht mehr.")
    return emit(actor, AbwesenheitDeleted(abwesenheit_id=abwesenheit_id, person_id=person_id))

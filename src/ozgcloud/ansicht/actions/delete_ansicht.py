"""Give a saved view up."""

from uuid import UUID

from ozgcloud.ansicht.models import Ansicht
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import Forbidden, NotFound
from ozgcloud.core.tenancy import in_mandant


@in_mandant
def delete_ansicht(actor: Actor, *, ansicht_id: UUID) -> None:
    """One's own, or as Fachadministration a shared one. Raises NotFound, Forbidden for somebody else's shared one."""
    row = Ansicht.objects.filter(id=ansicht_id).first()
    is_own = row is not None and row.person_id == actor.person_id
    if row is None or not (is_own or row.geteilt):
        raise NotFound
    if not is_own and not actor.has(Rolle.FACHADMIN):
        raise Forbidden("Diese Ansicht hat jemand anderes für alle angelegt. Löschen kann sie Ihre Fachadministration.")
    row.delete()

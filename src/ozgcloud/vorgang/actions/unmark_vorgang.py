"""Take the mark for deletion off a Vorgang."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.events import VorgangMoved
from ozgcloud.vorgang.queries import get_vorgang, status_before_marking
from ozgcloud.vorgang.rules import Schritt, Status, next_status


@in_mandant
def unmark_vorgang(actor: Actor, *, vorgang_id: UUID) -> VorgangMoved:
    """Back to the status the case had when it was marked. Raises NotFound, Forbidden, Conflict."""
    schritt = Schritt.LOESCHMARKIERUNG_AUFHEBEN
    vorgang = get_vorgang(actor, vorgang_id, schritt=schritt, lock=True)
    von = Status(vorgang.status)
    next_status(von, schritt)
    nach = status_before_marking(vorgang_id)
    vorgang.status = nach.value
    vorgang.store("status")
    return emit(actor, VorgangMoved(vorgang_id=vorgang.id, schritt=schritt, von=von, nach=nach))

"""Stop a Stapel that runs."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.stapel.events import StapelStopped
from ozgcloud.stapel.queries import get_stapel
from ozgcloud.stapel.rules import Stand, require_running


@in_mandant
def stop_stapel(actor: Actor, *, stapel_id: UUID) -> StapelStopped:
    """No further case is touched; what was done stays, and can be taken back. Raises NotFound, Conflict."""
    stapel = get_stapel(actor, stapel_id, lock=True)
    require_running(Stand(stapel.stand))
    stapel.stand, stapel.fertig_am, stapel.auswahl = Stand.ANGEHALTEN.value, clock.now(), {}
    stapel.save(update_fields=["stand", "fertig_am", "auswahl"])
    return emit(actor, StapelStopped(stapel_id=stapel.id))

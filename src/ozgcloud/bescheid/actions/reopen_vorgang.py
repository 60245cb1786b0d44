"""Take a decided or closed Vorgang up again."""

from uuid import UUID

from ozgcloud.bearbeitung.marken import refresh_marken
from ozgcloud.bescheid.queries import statuses_of
from ozgcloud.bescheid.rules import require_no_bescheid_underway
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.events import VorgangMoved
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Schritt


@in_mandant
def reopen_vorgang(actor: Actor, *, vorgang_id: UUID) -> VorgangMoved:
    """Reopen, unless an issued Bescheid is on its way. Raises NotFound, Forbidden, Conflict."""
    get_vorgang(actor, vorgang_id, schritt=Schritt.WIEDEREROEFFNEN, lock=True)
    require_no_bescheid_underway(statuses_of(vorgang_id))
    moved = move_vorgang(actor, vorgang_id=vorgang_id, schritt=Schritt.WIEDEREROEFFNEN)
    refresh_marken(actor, vorgang_id=vorgang_id)
    return moved

"""Be done with a deadline."""

from uuid import UUID

from ozgcloud.bearbeitung.events import FristEnded
from ozgcloud.bearbeitung.marken import refresh_marken
from ozgcloud.bearbeitung.models import Frist
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def end_frist(actor: Actor, *, vorgang_id: UUID, frist_id: UUID) -> FristEnded:
    """It was met, or does not matter any more; it stays in the case. Raises NotFound, Forbidden, Conflict."""
    get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    row = Frist.objects.filter(id=frist_id, vorgang_id=vorgang_id).first()
    if row is None:
        raise NotFound
    if row.beendet_am is not None:
        raise Conflict("Diese Frist ist schon erledigt.")
    row.beendet_am = clock.now()
    row.beendet_von = actor.person_id
    row.save(update_fields=("beendet_am", "beendet_von"))
    refresh_marken(actor, vorgang_id=vorgang_id)
    return emit(actor, FristEnded(vorgang_id=vorgang_id, frist_id=frist_id))

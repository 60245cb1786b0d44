"""Note that the applicant knows of an ending."""

from uuid import UUID

from ozgcloud.bearbeitung.events import EndingTold
from ozgcloud.bearbeitung.models import Abschluss
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant


@in_mandant
def record_mitteilung(actor: Actor, *, abschluss_id: UUID) -> bool:
    """Whether it still counts: False for an ending that was taken back. From here on it cannot be."""
    rows = Abschluss.objects.select_for_update().filter(id=abschluss_id, aufgehoben_am=None)
    abschluss = rows.first()
    if abschluss is None:
        return False
    if abschluss.mitgeteilt_am is None:
        abschluss.mitgeteilt_am = clock.now()
        abschluss.save(update_fields=("mitgeteilt_am",))
        emit(actor, EndingTold(vorgang_id=abschluss.vorgang_id, abschluss_id=abschluss.id))
    return True

"""Take an ending back."""

from uuid import UUID

from ozgcloud.bearbeitung.events import EndingUndone
from ozgcloud.bearbeitung.marken import refresh_marken
from ozgcloud.bearbeitung.models import Abschluss
from ozgcloud.bearbeitung.rules import require_undoable
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import Conflict
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def undo_ending(actor: Actor, *, vorgang_id: UUID) -> EndingUndone:
    """Back to where the case stood, while nobody has been told. Raises NotFound, Forbidden, Conflict after the hold."""
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    require_undoable(vorgang.rueckholbar_bis, clock.now())
    rows = Abschluss.objects.filter(vorgang_id=vorgang.id, aufgehoben_am=None)
    abschluss = rows.select_for_update().order_by("-erstellt_am", "-id").first()
    if abschluss is None or abschluss.mitgeteilt_am is not None:
        raise Conflict("Das lässt sich nicht mehr rückgängig machen. Sie können den Vorgang wiedereröffnen.")
    abschluss.aufgehoben_am = clock.now()
    abschluss.save(update_fields=("aufgehoben_am",))
    vorgang.status, vorgang.rueckholbar_bis = abschluss.von_status, None
    vorgang.store("status", "rueckholbar_bis")
    refresh_marken(actor, vorgang_id=vorgang.id)
    return emit(actor, EndingUndone(vorgang_id=vorgang.id, abschluss_id=abschluss.id))

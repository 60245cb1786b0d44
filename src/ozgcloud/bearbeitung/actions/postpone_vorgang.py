"""Let a case wait."""

from datetime import date
from uuid import UUID

from ozgcloud.bearbeitung.actions.set_wiedervorlage import set_wiedervorlage
from ozgcloud.bearbeitung.events import VorgangPostponed
from ozgcloud.bearbeitung.rules import require_day
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.actions.mark_vorgang import mark_vorgang
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.rules import Schritt


@in_mandant
def postpone_vorgang(
    actor: Actor, *, vorgang_id: UUID, bis: date | None, grund: str = "", version: int | None = None
) -> VorgangPostponed:
    """Put it back to Angenommen; with a day it comes back then, as a Wiedervorlage.

    Raises NotFound, Forbidden, InvalidInput, Conflict.
    """
    if bis is not None:
        require_day(bis, "bis", clock.today())
    move_vorgang(actor, vorgang_id=vorgang_id, schritt=Schritt.ZURUECKSTELLEN, version=version)
    if bis is not None:
        set_wiedervorlage(actor, vorgang_id=vorgang_id, betreff=grund or "Zurückgestellt bis heute", faellig_am=bis)
    mark_vorgang(actor, vorgang_id=vorgang_id, zurueckgestellt_bis=bis)
    return emit(actor, VorgangPostponed(vorgang_id=vorgang_id, bis=bis))

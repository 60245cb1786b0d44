"""Let a case wait."""

from datetime import date
from uuid import UUID

from ozgcloud.bearbeitung.actions.set_wiedervorlage import set_wiedervorlage
from ozgcloud.bearbeitung.events import VorgangPostponed
from ozgcloud.bearbeitung.rules import require_waiting
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.actions.mark_vorgang import mark_vorgang
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.rules import Schritt

BETREFF = "Zurückgestellt bis heute"


@in_mandant
def postpone_vorgang(
    actor: Actor, *, vorgang_id: UUID, bis: date | None, grund: str = "", version: int | None = None
) -> VorgangPostponed:
    """Put it back to Angenommen; with a day it comes back then, as a Wiedervorlage (`resume_vorgang` ends it).

    Raises NotFound, Forbidden, InvalidInput, Conflict.
    """
    move_vorgang(actor, vorgang_id=vorgang_id, schritt=Schritt.ZURUECKSTELLEN, version=version)
    betreff = require_waiting(bis, grund, clock.today(), ("bis", "grund")) or BETREFF
    noted = set_wiedervorlage(actor, vorgang_id=vorgang_id, betreff=betreff, faellig_am=bis) if bis else None
    mark_vorgang(actor, vorgang_id=vorgang_id, zurueckgestellt_bis=bis)
    wiedervorlage_id = noted.wiedervorlage_id if noted else None
    return emit(actor, VorgangPostponed(vorgang_id=vorgang_id, bis=bis, wiedervorlage_id=wiedervorlage_id))

"""Work on a case that was waiting."""

from uuid import UUID

from ozgcloud.bearbeitung.actions.complete_wiedervorlage import complete_wiedervorlage
from ozgcloud.bearbeitung.events import VorgangPostponed
from ozgcloud.bearbeitung.models import Wiedervorlage
from ozgcloud.core.actor import Actor
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.events import VorgangMoved
from ozgcloud.vorgang.rules import Schritt


@in_mandant
def resume_vorgang(actor: Actor, *, vorgang_id: UUID, version: int | None = None) -> VorgangMoved:
    """Take it up again; the Wiedervorlage that `postpone_vorgang` made for it is done with that, all others stay.

    Raises NotFound, Forbidden, Conflict.
    """
    moved = move_vorgang(actor, vorgang_id=vorgang_id, schritt=Schritt.BEARBEITEN, version=version)
    wiedervorlage_id = _end_of_waiting(vorgang_id)
    if wiedervorlage_id is not None:
        complete_wiedervorlage(actor, vorgang_id=vorgang_id, wiedervorlage_id=wiedervorlage_id)
    return moved


def _end_of_waiting(vorgang_id: UUID) -> UUID | None:
    """The open Wiedervorlage that the last postponement made, as the journal of the case says."""
    told = Ereignis.objects.filter(kette=str(vorgang_id), typ=VorgangPostponed.typ).order_by("-sequenz").first()
    made = told.daten.get("wiedervorlage_id") if told else None
    if made is None:
        return None
    rows = Wiedervorlage.objects.filter(id=made, vorgang_id=vorgang_id, erledigt_am=None)
    return rows.values_list("id", flat=True).first()

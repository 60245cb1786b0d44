"""Close a Vorgang."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.actions.settle_quarantaene import settle_quarantaene
from ozgcloud.eingang.rules import Massnahme
from ozgcloud.vorgang.events import VorgangClosed
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Schritt, Status, next_status


@in_mandant
def close_vorgang(actor: Actor, *, vorgang_id: UUID) -> VorgangClosed:
    """Close a case; Veraktung follows from the event. Whether its Bescheid allows that is asked by `conclude_vorgang`.

    Raises NotFound, Forbidden or Conflict.
    """
    vorgang = get_vorgang(actor, vorgang_id, schritt=Schritt.ABSCHLIESSEN, lock=True)
    vorgang.status = next_status(Status(vorgang.status), Schritt.ABSCHLIESSEN).value
    vorgang.frist_am, vorgang.wiedervorlage_am = None, None
    vorgang.store("status", "frist_am", "wiedervorlage_am")
    settle_quarantaene(actor, vorgang_id=vorgang.id, massnahme=Massnahme.ABGESCHLOSSEN)
    return emit(actor, VorgangClosed(vorgang_id=vorgang.id))

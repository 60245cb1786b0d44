"""A decided or closed case asks for nothing any more."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import ANTRAGSTELLER, end
from ozgcloud.nachforderung.events import NachforderungConcluded
from ozgcloud.nachforderung.models import Nachforderung
from ozgcloud.nachforderung.rules.stand import VOR_DEM_SENDEN, Zustand
from ozgcloud.vorgang.actions.mark_vorgang import mark_vorgang
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Status


@in_mandant
def end_nachforderungen(actor: Actor, *, vorgang_id: UUID) -> list[NachforderungConcluded]:
    """End what is still open, drafts and proposals as well, without a message: the decision speaks. Repeatable.

    For the house. Raises NotFound.
    """
    vorgang = get_vorgang(actor, vorgang_id)
    wanted = [Zustand.OFFEN.value, *(zustand.value for zustand in VOR_DEM_SENDEN)]
    rows = list(Nachforderung.objects.select_for_update().filter(vorgang_id=vorgang_id, zustand__in=wanted))
    for row in rows:
        end(row, Zustand.ERLEDIGT if row.zustand == Zustand.OFFEN.value else Zustand.VERWORFEN)
    if vorgang.wartet_auf == ANTRAGSTELLER and Status(vorgang.status) is not Status.WEITERGELEITET:
        mark_vorgang(actor, vorgang_id=vorgang_id, wartet_auf="")
    return [emit(actor, NachforderungConcluded(vorgang_id=vorgang_id, nachforderung_id=row.id)) for row in rows]

"""Send again after a stop, or send once more what was sent before."""

from datetime import datetime
from uuid import UUID

from ozgcloud.ausgang import queries
from ozgcloud.ausgang.besitz import require_owner, require_real
from ozgcloud.ausgang.events import AbonnementResumed
from ozgcloud.ausgang.models import Abonnement, Zustellposten
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import ereignis_scope
from ozgcloud.schnittstelle.rules import Befugnis

AB = "Bitte nennen Sie eine Zeit der letzten 90 Tage oder einen Zeiger aus einem Ereignis."


def resume_abonnement(
    actor: Actor, *, client_id: UUID, abonnement_id: UUID, ab: datetime | int | None = None
) -> AbonnementResumed:
    """Send again, with new patience for what was not accepted; `ab` goes back to a time or behind a number (cursor).

    Everything from there on is sent once more under the same ids, so a consumer recognises what it has. Raises
    NotFound, Conflict for a test machine, and InvalidInput for a number never given.
    """
    require_owner(actor, client_id)
    require_real(client_id)
    with ereignis_scope(client_id, queries.sicht_of(client_id, list(Befugnis))):
        abonnement = queries.get_abonnement(client_id, abonnement_id, lock=True)
        posten = Zustellposten.objects.filter(abonnement=abonnement)
        nummer = _number(ab)
        if nummer is not None:
            posten.filter(nummer__gt=nummer).delete()
            abonnement.zeiger = nummer
        posten.update(versuche=0, seit=None, faellig_am=None)
        _start(abonnement)
        return emit(actor, AbonnementResumed(abonnement_id=abonnement_id, client_id=client_id, ab_nummer=nummer))


def _number(ab: datetime | int | None) -> int | None:
    if isinstance(ab, datetime):
        return queries.number_before(ab)
    if ab is not None and not 0 <= ab <= queries.read_stand().letzte:
        raise InvalidInput(AB, {"ab": AB}, code="zeiger-unbekannt")
    return ab


def _start(abonnement: Abonnement) -> None:
    """Forget the stop and the silence; a run that is under way counts no more."""
    abonnement.gestoppt_am, abonnement.stoppgrund = None, ""
    abonnement.pausiert_am, abonnement.naechster_versuch_am, abonnement.fehlversuche = None, None, 0
    abonnement.lauf += 1
    abonnement.save()

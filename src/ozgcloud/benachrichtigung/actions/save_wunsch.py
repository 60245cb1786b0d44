"""Say how somebody wants to hear of news."""

from uuid import UUID

from ozgcloud.benachrichtigung.events import WunschSaved
from ozgcloud.benachrichtigung.models import Hinweis, Wunsch
from ozgcloud.benachrichtigung.rules import Takt, due, read_wunsch
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.mandant.personal import fetch_person


@in_mandant
def save_wunsch(actor: Actor, *, person_id: UUID, takt: str, umfang: str) -> WunschSaved:
    """For oneself, or for somebody one administers. What waits follows the new wish. Raises NotFound, InvalidInput."""
    if actor.person_id != person_id:
        fetch_person(actor, person_id)
    how, what = read_wunsch(takt, umfang)
    Wunsch.objects.update_or_create(
        mandant_id=current_mandant(), person_id=person_id, defaults={"takt": how.value, "umfang": what.value}
    )
    waiting = Hinweis.objects.filter(person_id=person_id)
    if how is Takt.AUS:
        waiting.delete()
    else:
        waiting.update(faellig_am=due(how, clock.now()))
    return emit(actor, WunschSaved(person_id=person_id, takt=how, umfang=what))

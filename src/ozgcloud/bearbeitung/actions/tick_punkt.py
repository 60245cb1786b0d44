"""Tick a point of the Checkliste."""

from uuid import UUID

from ozgcloud.bearbeitung.events import PunktTicked
from ozgcloud.bearbeitung.models import Checkpunkt
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def tick_punkt(actor: Actor, *, vorgang_id: UUID, punkt_id: UUID, erledigt: bool) -> PunktTicked:
    """Done, or not done after all; a repetition changes nothing. Raises NotFound, Forbidden."""
    get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    punkt = Checkpunkt.objects.filter(id=punkt_id, vorgang_id=vorgang_id).first()
    if punkt is None:
        raise NotFound
    event = PunktTicked(vorgang_id=vorgang_id, punkt_id=punkt_id, erledigt=erledigt)
    if (punkt.erledigt_am is not None) is erledigt:
        return event
    punkt.erledigt_am = clock.now() if erledigt else None
    punkt.erledigt_von = actor.person_id if erledigt else None
    punkt.save(update_fields=("erledigt_am", "erledigt_von"))
    return emit(actor, event)

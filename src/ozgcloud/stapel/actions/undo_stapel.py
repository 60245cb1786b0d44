"""Take a Stapel back, case by case, where nobody has changed the case since."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.stapel.events import StapelCreated
from ozgcloud.stapel.models import Stapel, Stapelposten
from ozgcloud.stapel.queries import get_stapel, lage_of, taken_back_by
from ozgcloud.stapel.rules import Aktion, Befund, Stand, require_undoable


@in_mandant
def undo_stapel(actor: Actor, *, stapel_id: UUID) -> StapelCreated:
    """A second Stapel over the cases that were changed puts back what was there. Raises NotFound, Conflict."""
    stapel = get_stapel(actor, stapel_id, lock=True)
    require_undoable(lage_of(stapel, taken_back_by([stapel]).get(stapel.id)), clock.now())
    done = Stapelposten.objects.filter(stapel=stapel, befund=Befund.ERLEDIGT.value).order_by("nummer")
    back = Stapel.objects.create(
        mandant_id=stapel.mandant_id,
        person_id=actor.require_person(),
        aktion=stapel.aktion,
        stand=Stand.LAEUFT.value,
        gesamt=stapel.erledigt,
        ruecknahme_von=stapel,
    )
    Stapelposten.objects.bulk_create(
        (
            Stapelposten(
                mandant_id=stapel.mandant_id,
                stapel=back,
                vorgang_id=one.vorgang_id,
                nummer=place,
                vorher=one.vorher,
                version=one.version,
            )
            for place, one in enumerate(done, 1)
        ),
        batch_size=1_000,
    )
    return emit(actor, StapelCreated(stapel_id=back.id, aktion=Aktion(stapel.aktion), ruecknahme_von=stapel.id))

"""Be done with a Wiedervorlage."""

from uuid import UUID

from ozgcloud.bearbeitung.events import WiedervorlageDone
from ozgcloud.bearbeitung.marken import refresh_marken
from ozgcloud.bearbeitung.models import Wiedervorlage
from ozgcloud.bearbeitung.queries import get_wiedervorlage
from ozgcloud.bearbeitung.rules import Wiederholung, next_due
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def complete_wiedervorlage(actor: Actor, *, vorgang_id: UUID, wiedervorlage_id: UUID) -> WiedervorlageDone:
    """Tick it off; a repeating one is noted again for its next day. Raises NotFound, Forbidden, Conflict."""
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    row = get_wiedervorlage(vorgang_id, wiedervorlage_id)
    row.erledigt_am = clock.now()
    row.erledigt_von = actor.person_id
    row.save(update_fields=("erledigt_am", "erledigt_von"))
    following = next_due(row.faellig_am, Wiederholung(row.wiederholung), clock.today())
    if following is not None:
        Wiedervorlage.objects.create(
            mandant_id=vorgang.mandant_id,
            vorgang_id=vorgang.id,
            betreff=row.betreff,
            faellig_am=following,
            wiederholung=row.wiederholung,
            person_id=row.person_id,
        )
    refresh_marken(actor, vorgang_id=vorgang_id)
    return emit(actor, WiedervorlageDone(vorgang_id=vorgang.id, wiedervorlage_id=row.id, wieder_am=following))

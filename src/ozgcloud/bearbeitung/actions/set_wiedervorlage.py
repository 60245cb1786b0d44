"""Have a case come back."""

from datetime import date
from uuid import UUID

from ozgcloud.bearbeitung.events import WiedervorlageSet
from ozgcloud.bearbeitung.marken import refresh_marken
from ozgcloud.bearbeitung.models import Wiedervorlage
from ozgcloud.bearbeitung.rules import Wiederholung, require_day, require_line
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.eingabe import require_all
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def set_wiedervorlage(
    actor: Actor,
    *,
    vorgang_id: UUID,
    betreff: str,
    faellig_am: date | None,
    wiederholung: Wiederholung = Wiederholung.KEINE,
) -> WiedervorlageSet:
    """Note why and when to look at the case again. Several at once are allowed.

    Raises NotFound, Forbidden, InvalidInput.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    require_all(lambda: require_line(betreff, "betreff"), lambda: require_day(faellig_am, "faellig", clock.today()))
    row = Wiedervorlage.objects.create(
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        betreff=require_line(betreff, "betreff"),
        faellig_am=require_day(faellig_am, "faellig", clock.today()),
        wiederholung=wiederholung.value,
        person_id=actor.person_id,
    )
    refresh_marken(actor, vorgang_id=vorgang_id)
    return emit(actor, WiedervorlageSet(vorgang_id=vorgang.id, wiedervorlage_id=row.id, faellig_am=row.faellig_am))

"""Let a deadline run."""

from datetime import date
from uuid import UUID

from ozgcloud.bearbeitung.events import FristSet
from ozgcloud.bearbeitung.marken import refresh_marken
from ozgcloud.bearbeitung.models import Frist
from ozgcloud.bearbeitung.rules import FRISTREGELN, Fristart, require_day, require_line
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def set_frist(actor: Actor, *, vorgang_id: UUID, art: Fristart, ende: date | None, grund: str = "") -> FristSet:
    """Note a deadline with what it rests on; `grund` says more than the name of its kind.

    An own deadline needs words. Raises NotFound, Forbidden, InvalidInput.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    regel = FRISTREGELN[art]
    words = require_line(grund, "grund", optional=art is not Fristart.EIGEN)
    row = Frist.objects.create(
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        art=art.value,
        bezeichnung=words or regel.name,
        rechtsgrundlage=regel.rechtsgrundlage,
        folge=regel.folge,
        beginn=clock.today(),
        ende=require_day(ende, "ende", clock.today()),
        person_id=actor.person_id,
    )
    refresh_marken(actor, vorgang_id=vorgang_id)
    return emit(actor, FristSet(vorgang_id=vorgang.id, frist_id=row.id, art=art, ende=row.ende))

"""The days on the case row, which slices below cannot know."""

from uuid import UUID

from ozgcloud.bearbeitung.models import Frist, Wiedervorlage
from ozgcloud.bearbeitung.rules import nearest
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.actions.mark_vorgang import mark_vorgang
from ozgcloud.vorgang.models import Vorgang


@in_mandant
def refresh_marken(actor: Actor, *, vorgang_id: UUID) -> Vorgang:
    """Nearest open Wiedervorlage and nearest running Frist; no event of its own. Raises NotFound, Conflict."""
    days = Wiedervorlage.objects.filter(vorgang_id=vorgang_id, erledigt_am=None).values_list("faellig_am", flat=True)
    ends = Frist.objects.filter(vorgang_id=vorgang_id, beendet_am=None).values_list("ende", flat=True)
    return mark_vorgang(actor, vorgang_id=vorgang_id, wiedervorlage_am=nearest(days), frist_am=nearest(ends))

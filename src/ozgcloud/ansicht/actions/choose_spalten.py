"""Choose the columns of the work list."""

from collections.abc import Sequence

from ozgcloud.ansicht.models import Spaltenwahl
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import current_mandant, in_mandant


@in_mandant
def choose_spalten(actor: Actor, *, spalten: Sequence[str]) -> None:
    """Keep the columns of this person; none at all means the usual ones."""
    Spaltenwahl.objects.update_or_create(
        person_id=actor.require_person(), mandant_id=current_mandant(), defaults={"spalten": list(spalten)}
    )

"""Save how the work list is narrowed now."""

from uuid import UUID

from ozgcloud.ansicht.models import Ansicht
from ozgcloud.ansicht.rules import require_name, require_room, require_sharer, require_unshared
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import current_mandant, in_mandant


@in_mandant
def save_ansicht(actor: Actor, *, name: str, abfrage: str, geteilt: bool = False) -> tuple[UUID, bool]:
    """Keep a filter under a name; the same name of the same person is written over.

    Returns the id, and whether there was something to write over. Raises InvalidInput, also when somebody else shares a
    view under that name, and Forbidden.
    """
    person, name = actor.require_person(), require_name(name)
    others = Ansicht.objects.exclude(person_id=person, name=name)
    require_room(others.filter(person_id=person).count())
    if geteilt:
        require_sharer(actor)
        require_room(others.filter(geteilt=True).count())
        require_unshared(Ansicht.objects.exclude(person_id=person).filter(geteilt=True, name=name).exists())
    row, is_new = Ansicht.objects.update_or_create(
        person_id=person,
        name=name,
        mandant_id=current_mandant(),
        defaults={"abfrage": abfrage, "geteilt": geteilt},
    )
    return row.id, not is_new

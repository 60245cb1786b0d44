"""Let somebody work here no more, or again."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant import rules
from ozgcloud.mandant.events import PersonSwitched
from ozgcloud.mandant.personal import fetch_person


@in_mandant
def switch_person(actor: Actor, *, person_id: UUID, aktiv: bool) -> PersonSwitched:
    """It holds from the next click on, also in open browsers; cases and letters keep the name.

    Raises NotFound, or Conflict for oneself.
    """
    rules.require_other(actor, person_id)
    person = fetch_person(actor, person_id, lock=True)
    person.aktiv_bis = None if aktiv else clock.now()
    person.save(update_fields=("aktiv_bis",))
    return emit(actor, PersonSwitched(person_id=person.id, aktiv=aktiv))

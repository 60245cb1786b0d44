"""Enter the practice twin."""

from uuid import UUID

from ozgcloud.core.actor import Actor, system_actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.mandant.models import Person, PersonRolle
from ozgcloud.mandant.queries import name_of_person
from ozgcloud.uebung.events import UebungEntered
from ozgcloud.uebung.queries import require_twin
from ozgcloud.uebung.rules import ROLLEN, person_there


def enter_uebung(actor: Actor) -> UebungEntered:
    """Give somebody a Person in the twin who may do everything there; the same one every time.

    His name goes along and nothing else: no address, no Rolle, no case. Raises Conflict where there is no twin.
    """
    person_id, twin = actor.require_person(), require_twin(actor.mandant_id)
    return _store(system_actor(twin.id, "uebung"), person_there(person_id, twin.id), name_of_person(actor))


@in_mandant
def _store(actor: Actor, person_id: UUID, name: str) -> UebungEntered:
    event = UebungEntered(person_id=person_id)
    if Person.objects.filter(id=person_id).exists():
        return event
    Person.objects.create(id=person_id, mandant_id=current_mandant(), name=name)
    PersonRolle.objects.bulk_create(
        PersonRolle(mandant_id=current_mandant(), person_id=person_id, rolle=rolle.value) for rolle in ROLLEN
    )
    return emit(actor, event)

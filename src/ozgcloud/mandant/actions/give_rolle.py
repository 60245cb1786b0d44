"""Give somebody a Rolle."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rollenzuweisung
from ozgcloud.core.errors import Conflict
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant import rules
from ozgcloud.mandant.actions.create_person import require_own, store_rollen
from ozgcloud.mandant.events import RolleGiven
from ozgcloud.mandant.models import PersonRolle
from ozgcloud.mandant.personal import fetch_person
from ozgcloud.mandant.queries import as_zuweisung


@in_mandant
def give_rolle(actor: Actor, *, person_id: UUID, zuweisung: Rollenzuweisung) -> RolleGiven:
    """It holds from the next click on, no further than the actor reaches himself.

    Raises Forbidden, NotFound (Person, Organisationseinheit), InvalidInput, or Conflict when she has it already.
    """
    rules.require_may_create_person(actor, [zuweisung])
    person = fetch_person(actor, person_id, lock=True)
    require_own([zuweisung])
    if zuweisung in {as_zuweisung(row) for row in PersonRolle.objects.filter(person_id=person_id)}:
        raise Conflict("Diese Rolle hat die Person schon.")
    store_rollen(person, [zuweisung])
    return emit(
        actor,
        RolleGiven(
            person_id=person.id,
            rolle=zuweisung.rolle,
            organisationseinheit_id=zuweisung.organisationseinheit_id,
            leistung=int(zuweisung.leistung_schluessel) if zuweisung.leistung_schluessel else None,
            mit_untergeordneten=zuweisung.mit_untergeordneten,
        ),
    )

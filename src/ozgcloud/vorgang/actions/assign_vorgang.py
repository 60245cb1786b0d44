"""Give a Vorgang to somebody, or to a group."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.models import Organisationseinheit, Person
from ozgcloud.vorgang.events import VorgangAssigned
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import require_version


@in_mandant
def assign_vorgang(
    actor: Actor,
    *,
    vorgang_id: UUID,
    person_id: UUID | None = None,
    gruppe_id: UUID | None = None,
    version: int | None = None,
) -> VorgangAssigned:
    """Assign to a Person or to an Organisationseinheit as a group, of the same Mandant; without either to nobody.

    A person takes the place of a group and the other way round. `version` is what the actor looked at. Raises NotFound,
    Forbidden, InvalidInput, and Conflict when the case has changed since.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    require_version(vorgang.version, version)
    if person_id is not None and not Person.objects.filter(id=person_id).exists():
        raise InvalidInput(
            "Diese Person gibt es in Ihrer Verwaltung nicht.", {"person": "Bitte wählen Sie jemanden aus der Liste."}
        )
    if gruppe_id is not None and not Organisationseinheit.objects.filter(id=gruppe_id).exists():
        raise InvalidInput(
            "Diese Gruppe gibt es in Ihrer Verwaltung nicht.", {"person": "Bitte wählen Sie eine aus der Liste."}
        )
    vorgang.zugewiesen_an = person_id
    vorgang.gruppe_id = gruppe_id if person_id is None else None
    vorgang.store("zugewiesen_an", "gruppe_id")
    return emit(actor, VorgangAssigned(vorgang_id=vorgang.id, person_id=person_id, gruppe_id=vorgang.gruppe_id))

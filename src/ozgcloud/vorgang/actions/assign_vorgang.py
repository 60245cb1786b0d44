"""Give a Vorgang to somebody, or to a group."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.queries import rollen_of
from ozgcloud.vorgang.events import VorgangAssigned
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import require_version
from ozgcloud.vorgang.zuweisung import FELDER, give, require_reader, require_target


@in_mandant
def assign_vorgang(
    actor: Actor,
    *,
    vorgang_id: UUID,
    person_id: UUID | None = None,
    gruppe_id: UUID | None = None,
    version: int | None = None,
) -> VorgangAssigned:
    """Assign to a Person who may see the case or to an Organisationseinheit as a group, of the same Mandant; without
    either to nobody.

    A person takes the place of a group and the other way round. `version` is what the actor looked at. Raises NotFound,
    Forbidden, InvalidInput, and Conflict when the case has changed since.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    require_version(vorgang.version, version)
    require_target(person_id, gruppe_id)
    if person_id is not None and person_id != actor.person_id:
        require_reader(vorgang, person_id, rollen_of([person_id]))
    event = give(vorgang, person_id, gruppe_id)
    vorgang.store(*FELDER)
    return emit(actor, event)

"""Change what others read of a Person."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant import rules
from ozgcloud.mandant.events import PersonChanged
from ozgcloud.mandant.personal import fetch_person


@in_mandant
def change_person(
    actor: Actor, *, person_id: UUID, angaben: rules.Personenangaben, version: int | None = None
) -> PersonChanged:
    """Name, sign, telephone, e-mail address, room.

    Raises NotFound, InvalidInput with every error, or Conflict when it is not the `version` somebody has looked at.
    """
    columns = rules.require_angaben(angaben)
    person = fetch_person(actor, person_id, lock=True)
    rules.require_version(person.version, version)
    for column, value in columns.items():
        setattr(person, column, value)
    person.version += 1
    person.save(update_fields=(*columns, "version"))
    return emit(actor, PersonChanged(person_id=person.id))

"""Take a Rolle from somebody."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant import rules
from ozgcloud.mandant.events import RolleTaken
from ozgcloud.mandant.models import PersonRolle
from ozgcloud.mandant.personal import fetch_person


@in_mandant
def take_rolle(actor: Actor, *, person_id: UUID, rolle_id: UUID) -> RolleTaken:
    """It holds from the next click on. The last one stays: who is to work here no more is switched off instead.

    Raises NotFound, or Conflict for the last Rolle and for the own Fachadministration.
    """
    person = fetch_person(actor, person_id, lock=True)
    rows = list(PersonRolle.objects.filter(person_id=person.id))
    row = next((row for row in rows if row.id == rolle_id), None)
    if row is None:
        raise NotFound("Diese Rolle hat die Person nicht mehr.")
    if row.rolle == Rolle.FACHADMIN.value:
        rules.require_other(actor, person_id)
    if len(rows) == 1:
        raise Conflict("Die letzte Rolle bleibt. Soll die Person hier nicht mehr arbeiten, deaktivieren Sie sie.")
    row.delete()
    return emit(
        actor,
        RolleTaken(
            person_id=person.id,
            rolle=Rolle(row.rolle),
            organisationseinheit_id=row.organisationseinheit_id,
            leistung=int(row.leistung_schluessel) if row.leistung_schluessel else None,
            mit_untergeordneten=row.mit_untergeordneten,
        ),
    )

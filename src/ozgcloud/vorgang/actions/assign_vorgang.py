"""Give a Vorgang to somebody."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.queries import list_personen
from ozgcloud.vorgang.events import VorgangAssigned
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def assign_vorgang(actor: Actor, *, vorgang_id: UUID, person_id: UUID | None) -> VorgangAssigned:
    """Assign to a Person of the same Mandant, or to nobody. Raises NotFound, Forbidden, InvalidInput."""
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    if person_id is not None and person_id not in list_personen(actor):
        raise InvalidInput(
            "Diese Person gibt es in Ihrer Verwaltung nicht.", {"person": "Bitte wählen Sie jemanden aus der Liste."}
        )
    vorgang.zugewiesen_an = person_id
    vorgang.store("zugewiesen_an")
    return emit(actor, VorgangAssigned(vorgang_id=vorgang.id, person_id=person_id))

"""Say from when to when somebody is away, and who stands in."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.mandant import rules
from ozgcloud.mandant.events import AbwesenheitSaved
from ozgcloud.mandant.models import Abwesenheit, Person
from ozgcloud.mandant.personal import fetch_person


@in_mandant
def save_abwesenheit(
    actor: Actor, *, person_id: UUID, von: date | None, bis: date | None, vertretung_id: UUID | None
) -> AbwesenheitSaved:
    """For oneself, or for somebody one administers; both days included, without a reason.

    Raises NotFound, InvalidInput (days, Vertretung), or Conflict with another absence.
    """
    if actor.person_id != person_id:
        fetch_person(actor, person_id)
    first, last = rules.require_zeitraum(von, bis, clock.today())
    _require_vertretung(person_id, vertretung_id)
    # The Person's row is held, or two absences at once could overlap.
    Person.objects.select_for_update().get(id=person_id)
    if Abwesenheit.objects.filter(person_id=person_id, von__lte=last, bis__gte=first).exists():
        raise Conflict("In diesem Zeitraum ist schon eine Abwesenheit eingetragen. Bitte löschen Sie diese zuerst.")
    row = Abwesenheit.objects.create(
        mandant_id=current_mandant(), person_id=person_id, von=first, bis=last, vertretung_id=vertretung_id
    )
    return emit(
        actor, AbwesenheitSaved(abwesenheit_id=row.id, person_id=row.person_id, vertretung_id=row.vertretung_id)
    )


def _require_vertretung(person_id: UUID, vertretung_id: UUID | None) -> None:
    if vertretung_id is None:
        return
    active = Person.objects.filter(Q(aktiv_bis=None) | Q(aktiv_bis__gt=clock.now()), id=vertretung_id)
    if vertretung_id == person_id or not active.exists():
        raise InvalidInput(
            "Diese Vertretung ist nicht möglich.",
            {"vertretung": "Bitte wählen Sie eine andere Person, die hier arbeitet."},
        )

"""Reading saved views and chosen columns."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from ozgcloud.ansicht.models import Ansicht, Spaltenwahl
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.tenancy import reads_mandant


@dataclass(frozen=True, slots=True)
class Gespeichert:
    """A saved view as the list offers it; `loeschbar` for its author and the Fachadministration."""

    id: UUID
    name: str
    abfrage: str
    geteilt: bool
    loeschbar: bool


@reads_mandant
def list_ansichten(actor: Actor) -> list[Gespeichert]:
    """The actor's own views and those shared with everybody, by name."""
    rows = Ansicht.objects.filter(Q(person_id=actor.person_id) | Q(geteilt=True)).order_by("geteilt", "name", "id")
    return [Gespeichert(row.id, row.name, row.abfrage, row.geteilt, may_delete(actor, row.person_id)) for row in rows]


def may_delete(actor: Actor, author: UUID) -> bool:
    """A view goes with its author's word or that of the Fachadministration."""
    return author == actor.person_id or actor.has(Rolle.FACHADMIN)


@reads_mandant
def spalten_of(actor: Actor) -> list[str]:
    """The columns the actor chose; empty when he never did."""
    if actor.person_id is None:
        return []
    found = Spaltenwahl.objects.filter(person_id=actor.person_id).values_list("spalten", flat=True).first()
    return list(found or ())

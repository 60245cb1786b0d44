"""Want one thing done with many cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.stapel.auswahl import freeze
from ozgcloud.stapel.events import StapelCreated
from ozgcloud.stapel.lauf import add_posten
from ozgcloud.stapel.models import Stapel
from ozgcloud.stapel.rules import Aktion, Stand, require_chosen
from ozgcloud.vorgang.queries import Filter, numbers_of


@dataclass(frozen=True, slots=True)
class Auftrag:
    """What is to be done with which cases: those of a filter, or the ticked ones."""

    aktion: Aktion
    parameter: Mapping[str, Any] = field(default_factory=dict)
    auswahl: Filter | None = None
    gewaehlt: tuple[UUID, ...] = ()


@in_mandant
def create_stapel(actor: Actor, *, auftrag: Auftrag) -> StapelCreated:
    """Freeze what is wanted; the worker does the rest. Ticked cases the actor cannot see are left out.

    Raises InvalidInput when nothing (or too much) was ticked.
    """
    stapel = Stapel(
        mandant_id=current_mandant(),
        person_id=actor.require_person(),
        aktion=auftrag.aktion.value,
        parameter=dict(auftrag.parameter),
        auswahl={"filter": freeze(auftrag.auswahl)} if auftrag.auswahl else {},
        stand=(Stand.SAMMELT if auftrag.auswahl else Stand.LAEUFT).value,
    )
    chosen: list[UUID] = []
    if auftrag.auswahl is None:
        seen = numbers_of(actor, auftrag.gewaehlt)
        chosen = [key for key in dict.fromkeys(auftrag.gewaehlt) if key in seen]
        require_chosen(len(chosen))
    stapel.save(force_insert=True)
    add_posten(stapel, chosen)
    stapel.save(update_fields=["gesamt"])
    return emit(actor, StapelCreated(stapel_id=stapel.id, aktion=auftrag.aktion))

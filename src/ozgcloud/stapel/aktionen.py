"""What a Stapel does with each case: the actions of the single case, and how each is taken back.

`tun` is the public action itself, so that rules, rights, version and event are those of the single case. `vieles` does
the same for a whole portion with few statements, by the same rules (`vorgang.actions.assign_vorgaenge`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import OzgError
from ozgcloud.stapel.rules import Aktion
from ozgcloud.vorgang.actions.assign_vorgang import assign_vorgang
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.rules import Schritt

Werte = Mapping[str, Any]
Vieles = Callable[[Actor, Mapping[UUID, Werte]], Mapping[UUID, OzgError | None]]


def _nothing(_vorgang: Vorgang) -> dict[str, Any]:
    return {}


def _never(_vorgang: Vorgang, _werte: Werte, _actor: Actor) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Werk:
    """How one action is done to one case. `merken` is what `zurueck` needs; `schon` says there is nothing to do."""

    tun: Callable[[Actor, UUID, Werte], object]
    merken: Callable[[Vorgang], dict[str, Any]] = _nothing
    zurueck: Callable[[Actor, UUID, Werte], object] | None = None
    schon: Callable[[Vorgang, Werte, Actor], bool] = _never
    vieles: Vieles | None = None


def _key(value: Any) -> UUID | None:
    return UUID(value) if value else None


def _assign(actor: Actor, vorgang_id: UUID, werte: Werte) -> object:
    return assign_vorgang(actor, vorgang_id=vorgang_id, person_id=_key(werte.get("person")))


def _take(actor: Actor, vorgang_id: UUID, _werte: Werte) -> object:
    return assign_vorgang(actor, vorgang_id=vorgang_id, person_id=actor.require_person())


def _assignee(vorgang: Vorgang) -> dict[str, Any]:
    return {"person": str(vorgang.zugewiesen_an or "")}


def _step(schritt: Schritt) -> Callable[[Actor, UUID, Werte], object]:
    def take(actor: Actor, vorgang_id: UUID, _werte: Werte) -> object:
        return move_vorgang(actor, vorgang_id=vorgang_id, schritt=schritt)

    return take


WERKE: dict[Aktion, Werk] = {
    Aktion.ZUWEISEN: Werk(
        tun=_assign,
        merken=_assignee,
        zurueck=_assign,
        schon=lambda vorgang, werte, _actor: vorgang.zugewiesen_an == _key(werte.get("person")),
    ),
    Aktion.UEBERNEHMEN: Werk(
        tun=_take,
        merken=_assignee,
        zurueck=_assign,
        schon=lambda vorgang, _werte, actor: vorgang.zugewiesen_an == actor.person_id,
    ),
    Aktion.ANNEHMEN: Werk(tun=_step(Schritt.ANNEHMEN)),
    Aktion.BEARBEITEN: Werk(tun=_step(Schritt.BEARBEITEN), zurueck=_step(Schritt.ZURUECKSTELLEN)),
    Aktion.ZURUECKSTELLEN: Werk(tun=_step(Schritt.ZURUECKSTELLEN), zurueck=_step(Schritt.BEARBEITEN)),
}

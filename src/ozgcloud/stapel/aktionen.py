"""What a Stapel does with each case: the actions of the single case, and how each is taken back.

`tun` is the public action itself, so that rules, rights, version and event are those of the single case. `vieles` does
the same for a whole portion with few statements, by the same rules (`vorgang.actions.assign_vorgaenge`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ozgcloud.bearbeitung.actions.postpone_vorgang import postpone_vorgang
from ozgcloud.bearbeitung.actions.resume_vorgang import resume_vorgang
from ozgcloud.bearbeitung.actions.set_prioritaet import set_prioritaet
from ozgcloud.bearbeitung.actions.set_schlagworte import set_schlagworte
from ozgcloud.bearbeitung.actions.set_wiedervorlage import set_wiedervorlage
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import OzgError
from ozgcloud.stapel.rules import Aktion
from ozgcloud.vorgang.actions.assign_vorgaenge import Ziel, assign_vorgaenge
from ozgcloud.vorgang.actions.assign_vorgang import assign_vorgang
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.rules import Schritt, Status
from ozgcloud.vorgang.zuweisung import FELDER

Werte = Mapping[str, Any]
Tun = Callable[[Actor, Vorgang, Werte], object]
Vieles = Callable[[Actor, Mapping[UUID, Werte]], Mapping[UUID, OzgError | None]]


def _nothing(_vorgang: Vorgang) -> dict[str, Any]:
    return {}


def _never(_vorgang: Vorgang, _werte: Werte, _actor: Actor) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Werk:
    """How one action is done to one case. `merken` is what `zurueck` needs; `schon` says there is nothing to do.

    `vieles` does both for a portion: what is done and what is put back have the same values there.
    """

    tun: Tun
    merken: Callable[[Vorgang], dict[str, Any]] = _nothing
    zurueck: Tun | None = None
    schon: Callable[[Vorgang, Werte, Actor], bool] = _never
    vieles: Vieles | None = None


def _key(value: Any) -> UUID | None:
    return UUID(value) if value else None


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def _target(werte: Werte) -> Ziel:
    return _key(werte.get("person")), _key(werte.get("gruppe"))


def _assign(actor: Actor, vorgang: Vorgang, werte: Werte) -> object:
    person, gruppe = _target(werte)
    return assign_vorgang(actor, vorgang_id=vorgang.id, person_id=person, gruppe_id=gruppe)


def _assign_many(actor: Actor, werte: Mapping[UUID, Werte]) -> Mapping[UUID, OzgError | None]:
    return assign_vorgaenge(actor, ziele={key: _target(one) for key, one in werte.items()})


def _assignee(vorgang: Vorgang) -> dict[str, Any]:
    return {"person": str(vorgang.zugewiesen_an or ""), "gruppe": str(vorgang.gruppe_id or "")}


def _is_assigned(vorgang: Vorgang, werte: Werte, _actor: Actor) -> bool:
    return (vorgang.zugewiesen_an, vorgang.gruppe_id) == _target(werte)


def _stands_at(status: Status) -> Callable[[Vorgang, Werte, Actor], bool]:
    return lambda vorgang, _werte, _actor: vorgang.status == status


def _step(schritt: Schritt) -> Tun:
    def take(actor: Actor, vorgang: Vorgang, _werte: Werte) -> object:
        return move_vorgang(actor, vorgang_id=vorgang.id, schritt=schritt)

    return take


def _back(step: Tun) -> Tun:
    """Take the step that leads back, and give the case to whom it belonged: taking it up may have given it away."""

    def take(actor: Actor, vorgang: Vorgang, werte: Werte) -> object:
        taken = step(actor, vorgang, werte)
        vorgang.refresh_from_db(fields=FELDER)
        return taken if _is_assigned(vorgang, werte, actor) else _assign(actor, vorgang, werte)

    return take


def _resume(actor: Actor, vorgang: Vorgang, _werte: Werte) -> object:
    return resume_vorgang(actor, vorgang_id=vorgang.id)


def _postpone(actor: Actor, vorgang: Vorgang, werte: Werte) -> object:
    return postpone_vorgang(actor, vorgang_id=vorgang.id, bis=_day(werte.get("tag")), grund=werte.get("betreff", ""))


def _resubmit(actor: Actor, vorgang: Vorgang, werte: Werte) -> object:
    tag = _day(werte.get("tag"))
    return set_wiedervorlage(actor, vorgang_id=vorgang.id, betreff=werte.get("betreff", ""), faellig_am=tag)


def _prioritise(actor: Actor, vorgang: Vorgang, werte: Werte) -> object:
    return set_prioritaet(actor, vorgang_id=vorgang.id, prioritaet=int(werte["prioritaet"]))


def _tag(actor: Actor, vorgang: Vorgang, werte: Werte) -> object:
    words = dict.fromkeys((*vorgang.schlagworte, werte["wort"]))
    return set_schlagworte(actor, vorgang_id=vorgang.id, schlagworte=",".join(words))


def _untag(actor: Actor, vorgang: Vorgang, werte: Werte) -> object:
    return set_schlagworte(actor, vorgang_id=vorgang.id, schlagworte=",".join(werte["worte"]))


ASSIGN = Werk(tun=_assign, merken=_assignee, zurueck=_assign, schon=_is_assigned, vieles=_assign_many)
WERKE: dict[Aktion, Werk] = {
    Aktion.ZUWEISEN: ASSIGN,
    Aktion.UEBERNEHMEN: ASSIGN,
    Aktion.ANNEHMEN: Werk(tun=_step(Schritt.ANNEHMEN), schon=_stands_at(Status.ANGENOMMEN)),
    Aktion.BEARBEITEN: Werk(
        tun=_resume,
        merken=_assignee,
        zurueck=_back(_step(Schritt.ZURUECKSTELLEN)),
        schon=_stands_at(Status.IN_BEARBEITUNG),
    ),
    Aktion.ZURUECKSTELLEN: Werk(tun=_postpone, merken=_assignee, zurueck=_back(_resume)),
    Aktion.WIEDERVORLAGE: Werk(tun=_resubmit),
    Aktion.PRIORITAET: Werk(
        tun=_prioritise,
        merken=lambda vorgang: {"prioritaet": vorgang.prioritaet},
        zurueck=_prioritise,
        schon=lambda vorgang, werte, _actor: vorgang.prioritaet == int(werte["prioritaet"]),
    ),
    Aktion.SCHLAGWORT: Werk(
        tun=_tag,
        merken=lambda vorgang: {"worte": list(vorgang.schlagworte)},
        zurueck=_untag,
        schon=lambda vorgang, werte, _actor: werte["wort"] in vorgang.schlagworte,
    ),
}


def values_for(aktion: Aktion, werte: Werte, actor: Actor) -> Werte:
    """What an action is done with: to take a case is to assign it to oneself."""
    return {"person": str(actor.require_person())} if aktion is Aktion.UEBERNEHMEN else werte

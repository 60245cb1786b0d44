"""The way into practice mode and back: the login stays, the Actor is another one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.mandant.actors import actor_of_login, actor_of_person
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.uebung.queries import other_self, require_practice
from ozgcloud.uebung.uhr import versatz_of

UEBUNG = "uebung"
"""Session key: somebody of a live Mandant practises now."""
GONE = (
    "Den Übungsmandanten gibt es nicht mehr. Diese Eingabe wurde nicht ausgeführt. "
    "Ab jetzt arbeiten Sie wieder mit echten Vorgängen."
)
SPRUENGE = (("tag", "Einen Tag weiter"), ("woche", "Eine Woche weiter"), ("monat", "Einen Monat weiter"))


def actor_of_request(request: HttpRequest) -> Actor | None:
    """Who acts: the Person of the login, or her other self in the twin while she practises.

    The login is asked first in any case, so whoever loses it loses practice too. Raises Conflict, once, when the twin
    or the other self is gone.
    """
    actor = actor_of_login(request.user)
    if actor is None or not request.session.get(UEBUNG):
        return actor
    there = other_self(actor)
    found = actor_of_person(there[0], UUID(there[1])) if there else None
    if found is None:
        # Never quietly on as the live Person: what was meant for practice must not happen for real.
        request.session.pop(UEBUNG)
        raise Conflict(GONE)
    return found


def is_visiting(request: HttpRequest) -> bool:
    """Whether the way back to work is open."""
    return bool(request.session.get(UEBUNG))


def load_uebung(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """Context of the page of practice mode. Raises Conflict outside of a twin."""
    mandant = require_practice(actor.mandant_id)
    return {
        "mandant": mandant,
        "original": get_mandant(mandant.uebung_von_id or 0).name,
        "jetzt": clock.now(),
        "wirklich": real_now(actor),
        "spruenge": SPRUENGE,
        "besucht": is_visiting(request),
        "anzahl": "5",
        "fehler": {},
    }


def real_now(actor: Actor) -> datetime:
    """What the clocks outside show."""
    return clock.now() - versatz_of(actor.mandant_id)

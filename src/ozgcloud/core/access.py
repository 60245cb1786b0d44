"""Every URL names its right. `tuer` is the only way to put a view behind a URL.

The table of all doors (`DOORS`) is what the permission matrix of the tests is generated from. A right says who may
knock; which object he gets is asked again, inside, by the action or query that fetches it.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import Forbidden, NotFound

View = Callable[..., HttpResponseBase]


class Recht(StrEnum):
    """Who may enter a door; `api` is a machine with a working key, asked by the door itself."""

    OFFEN = "offen"
    ENTWURF = "entwurf"
    ZUGANG = "zugang"
    AMT = "amt"
    FACHADMIN = "fachadmin"
    DATENSCHUTZ = "datenschutz"
    LEITSTAND = "leitstand"
    API = "api"


ROLLEN: dict[Recht, frozenset[Rolle]] = {
    Recht.AMT: frozenset(Rolle) - {Rolle.LEITSTAND},
    Recht.FACHADMIN: frozenset({Rolle.FACHADMIN}),
    Recht.DATENSCHUTZ: frozenset({Rolle.DATENSCHUTZ}),
    Recht.LEITSTAND: frozenset({Rolle.LEITSTAND}),
}


@dataclass(frozen=True, slots=True)
class Door:
    """One row of the table of doors."""

    route: str
    name: str
    recht: Recht


DOORS: list[Door] = []
ActorLoader = Callable[[HttpRequest], Actor | None]
_loader: list[ActorLoader] = []
ClockLoader = Callable[[Actor], timedelta]
_ahead: list[ClockLoader] = [lambda _actor: timedelta()]


def set_actor_loader(loader: ActorLoader) -> None:
    """Name the function that turns a logged-in request into an Actor; `mandant` provides it, core cannot know it."""
    _loader[:] = [loader]


def set_clock_loader(loader: ClockLoader) -> None:
    """Name the function that knows how far an Actor's clock is ahead (practice mode); core cannot know it."""
    _ahead[:] = [loader]


def tuer(route: str, view: View, *, name: str, recht: Recht, door: str) -> URLPattern:
    """A URL with its right; `door` is the URL namespace. Protected views receive `request.actor`."""
    DOORS.append(Door(route=route, name=f"{door}:{name}" if door else name, recht=recht))
    return path(route, _guard(view, recht) if recht in ROLLEN else view, name=name)


def _guard(view: View, recht: Recht) -> View:
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _ask_for_login(request)
        actor = _loader[0](request)
        if actor is None:
            raise Forbidden("Ihr Konto ist keiner Verwaltung zugeordnet. Wenden Sie sich an Ihre Fachadministration.")
        if not any(actor.has(rolle) for rolle in ROLLEN[recht]):
            raise Forbidden if recht is Recht.AMT else NotFound
        cast(ActorRequest, request).actor = actor
        with clock.moved_by(_ahead[0](actor)):
            return view(request, *args, **kwargs)

    return guarded


def _ask_for_login(request: HttpRequest) -> HttpResponseBase:
    """To the login; what was sent after the session had ended is shown once more, so that nobody types it twice."""
    login = redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    if request.method != "POST":
        return login
    texts = [value for value in request.POST.values() if isinstance(value, str) and len(value.split()) > 1]
    return render(request, "sitzung.html", {"texte": texts, "weiter": login.url}, status=403)


class ActorRequest(HttpRequest):
    """A request that has passed a protected door; views annotate with it."""

    actor: Actor

"""The place a citizen has chosen, remembered by the browser: the public key of a Gemeinde, nothing personal."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from ozgcloud.core import clock
from ozgcloud.core.errors import OzgError
from ozgcloud.mandant.ortssuche import require_gebiet
from ozgcloud.portal.eingaben import read
from ozgcloud.portal.orte import Ort, choose_place

COOKIE = "ozg_ort"
OTHER = "anderer_ort"
MAX_PATH = 300


@dataclass(frozen=True, slots=True)
class MeinOrt:
    """What every page of the finder knows of the place; `zurueck` is where the page for choosing leads back to."""

    ort: Ort | None
    zurueck: str


def remembered(request: HttpRequest) -> Ort | None:
    """The place this browser has chosen; None for none, or one that no longer exists."""
    ars = request.COOKIES.get(COOKIE, "")
    if not ars:
        return None
    try:
        gebiet = require_gebiet(ars, clock.today())
    except OzgError:
        return None
    return Ort(gebiet.ars, gebiet.name)


def my_place(request: HttpRequest) -> MeinOrt:
    """The remembered place and the way back to this very page."""
    return MeinOrt(remembered(request), request.get_full_path()[:MAX_PATH])


def question(request: HttpRequest) -> QueryDict:
    """What the question "Wo?" is asked with: what was typed or chosen now, else the remembered place."""
    if {"ort", "gebiet", OTHER} & set(request.GET):
        return request.GET
    ort = remembered(request)
    return QueryDict(f"gebiet={ort.ars}") if ort else request.GET


def keep(response: HttpResponse, ort: Ort | None) -> HttpResponse:
    """Remember a place until the browser is closed."""
    if ort:
        response.set_cookie(
            COOKIE, ort.ars, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax", path="/"
        )
    return response


def mein_ort(request: HttpRequest) -> HttpResponse:
    """`/ort/`: choose the place, then back to where one came from; `POST` forgets it."""
    zurueck = _local(read(request.GET, "zurueck", MAX_PATH))
    if request.method == "POST":
        response = redirect(_local(read(request.POST, "zurueck", MAX_PATH)))
        response.delete_cookie(COOKIE, path="/", samesite="Lax")
        return response
    wahl = choose_place(request.GET, "", uebung=False)
    if wahl.ort:
        return keep(redirect(zurueck), wahl.ort)
    context = {"nav": "start", "wahl": wahl, "zurueck": zurueck, "bisher": remembered(request)}
    return render(request, "portal/meinort.html", context)


def _local(path: str) -> str:
    """An address of this site only."""
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else "/"

"""The key of a draft: a cookie that only the pages of this draft receive, or the Entwurfscode typed in."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ozgcloud.antrag.queries import EntwurfStand, get_entwurf
from ozgcloud.antrag.rules import DRAFT_LIFETIME, read_secret
from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.portal.eingaben import BUTTONS, OWN, VERSION, plain, read

COOKIE = "ozg_entwurf"
CODE = "_entwurfscode"
MAX_CODE = 100
MAX_BUTTON = 1_000
KEPT = frozenset({*BUTTONS, VERSION})


@dataclass(frozen=True, slots=True)
class Offen:
    """A draft whose secret was brought along."""

    geheimnis: str
    stand: EntwurfStand


DraftView = Callable[..., HttpResponse]


def start_path(entwurf_id: UUID) -> str:
    """Root address of a draft, and the path its cookie is bound to."""
    return reverse("portal:antrag", args=[entwurf_id])


def remember(response: HttpResponse, offen: Offen) -> HttpResponse:
    """Let this browser open the draft again, for as long as the draft lives."""
    response.set_cookie(
        COOKIE,
        offen.geheimnis,
        max_age=DRAFT_LIFETIME,
        path=start_path(offen.stand.id),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response: HttpResponse, entwurf_id: UUID) -> HttpResponse:
    """Make this browser lose the key (shared computers); the draft itself stays."""
    response.delete_cookie(COOKIE, path=start_path(entwurf_id), samesite="Lax")
    return response


def for_entwurf(view: DraftView) -> DraftView:
    """Give the view the open draft; without the right key show the way back in and keep what was typed."""

    @functools.wraps(view)
    def opened(request: HttpRequest, entwurf_id: UUID, **kwargs: str) -> HttpResponse:
        typed = read(request.POST, CODE, MAX_CODE)
        try:
            offen = open_entwurf(typed or request.COOKIES.get(COOKIE, ""), entwurf_id)
        except (NotFound, InvalidInput):
            return show_closed(request, is_wrong=bool(typed), is_retry=CODE in request.POST)
        response = view(request, offen, **kwargs)
        return remember(response, offen) if typed else response

    return opened


def open_entwurf(code: str, entwurf_id: UUID | None = None) -> Offen:
    """The draft behind a code as typed or kept; raises InvalidInput, or NotFound (also for another draft)."""
    geheimnis = read_secret(code)
    stand = get_entwurf(geheimnis)
    if entwurf_id not in (None, stand.id):
        raise NotFound
    return Offen(geheimnis, stand)


def show_closed(request: HttpRequest, *, is_wrong: bool, is_retry: bool) -> HttpResponse:
    """The page for a missing key. What was just posted travels along in hidden fields and is saved after the code."""
    typed = [(name, plain(text)) for name in request.POST if name not in OWN for text in request.POST.getlist(name)]
    kept = [(name, read(request.POST, name, MAX_BUTTON)) for name in request.POST if name in KEPT]
    context = {
        "mitgenommen": [*typed, *kept],
        "eingaben": any(text.strip() for _, text in typed),
        "fehler": "Dieser Code öffnet den Antrag nicht. Bitte prüfen Sie ihn." if is_wrong else "",
        "leer": is_retry and not is_wrong,
        "action": request.path if request.method == "POST" else "",
        "dateien": bool(request.FILES),
    }
    return render(request, "portal/verschlossen.html", context, status=404)


def resume(request: HttpRequest) -> HttpResponse:
    """`/antrag/fortsetzen/`: enter the Entwurfscode, here or on another device."""
    fehler = ""
    if request.method == "POST":
        try:
            offen = open_entwurf(read(request.POST, CODE, MAX_CODE))
            return remember(redirect(start_path(offen.stand.id)), offen)
        except InvalidInput as error:
            fehler = error.fehler["entwurfscode"]
        except NotFound as error:
            fehler = error.meldung
    context = {"fehler": fehler, "code": read(request.POST, CODE, MAX_CODE) if fehler else "", "nav": "start"}
    return render(request, "portal/fortsetzen.html", context, status=422 if fehler else 200)

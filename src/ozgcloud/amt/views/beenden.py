"""Steps that need words: let a case wait, hand it over in the house, end it without a Bescheid, merge it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ozgcloud.amt.antworten import done, errors_of, moved_on, page
from ozgcloud.amt.bearbeitung import BEENDEN, LABELS, read_grund
from ozgcloud.amt.fall import Fall, load_fall
from ozgcloud.amt.gleichzeitig import read_version
from ozgcloud.amt.teile import address
from ozgcloud.bearbeitung.actions.end_vorgang import end_vorgang
from ozgcloud.bearbeitung.actions.merge_vorgang import merge_vorgang
from ozgcloud.bearbeitung.actions.pass_on_vorgang import pass_on_vorgang
from ozgcloud.bearbeitung.actions.postpone_vorgang import postpone_vorgang
from ozgcloud.bearbeitung.events import VorgangEnded
from ozgcloud.bearbeitung.rules import AELTER, SCHRITTE, Abschlussgrund
from ozgcloud.core import clock
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.eingabe import example_day, read_day, read_key
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from ozgcloud.vorgang.queries import assignee_of, find_vorgang
from ozgcloud.vorgang.rules import Schritt

FELDER = {**LABELS, "grund": "Warum"}
PASSED_ON = "Der Vorgang liegt jetzt bei der anderen Organisationseinheit."


def zurueckstellen(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Let a case wait, until a day if one is named."""
    if request.method != "POST":
        return _page(request, vorgang_id, "zurueckstellen", Schritt.ZURUECKSTELLEN)
    bis = request.POST.get("bis", "")

    def action() -> object:
        if bis and read_day(bis) is None:
            raise InvalidInput("Das Datum stimmt nicht.", {"bis": f"Zum Beispiel {example_day(clock.today())}."})
        return postpone_vorgang(
            request.actor,
            vorgang_id=vorgang_id,
            bis=read_day(bis),
            grund=request.POST.get("grund", ""),
            version=read_version(request),
        )

    again = _attempt(request, vorgang_id, "zurueckstellen", action)
    undo = reverse("amt:schritt", args=(vorgang_id, Schritt.BEARBEITEN.value))
    return again or done(request, vorgang_id, "Der Vorgang ist zurückgestellt.", zurueck=undo)


def weitergeben(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Hand the case to another Organisationseinheit of this Verwaltung."""
    if request.method != "POST":
        return _page(request, vorgang_id, "weitergeben", None)

    def action() -> object:
        return pass_on_vorgang(
            request.actor,
            vorgang_id=vorgang_id,
            einheit_id=read_key(request.POST.get("einheit", "")),
            begruendung=request.POST.get("begruendung", ""),
            version=read_version(request),
        )

    again = _attempt(request, vorgang_id, "weitergeben", action)
    return again or _after(request, vorgang_id, PASSED_ON)


def beenden(request: ActorRequest, vorgang_id: UUID, grund: str) -> HttpResponse:
    """End the case without a Bescheid; its page says until when that can be undone, with the button for it."""
    gewaehlt = read_grund(grund)
    more = {"grund": gewaehlt.value, "titel": BEENDEN[gewaehlt][0], "erklaerung": BEENDEN[gewaehlt][1]}
    if request.method != "POST":
        return _page(request, vorgang_id, "beenden", SCHRITTE[gewaehlt], more=more)
    again = _attempt(request, vorgang_id, "beenden", lambda: _end(request, vorgang_id, gewaehlt), more)
    return again or done(request, vorgang_id, "Der Vorgang ist abgeschlossen.")


def _end(request: ActorRequest, vorgang_id: UUID, grund: Abschlussgrund) -> VorgangEnded:
    text, version = request.POST.get("begruendung", ""), read_version(request)
    if grund is Abschlussgrund.DUBLETTE:
        return merge_vorgang(
            request.actor,
            vorgang_id=vorgang_id,
            fuehrend_nummer=request.POST.get("fuehrend", ""),
            begruendung=text,
            version=version,
        )
    return end_vorgang(request.actor, vorgang_id=vorgang_id, grund=grund, begruendung=text, version=version)


def _attempt(
    request: ActorRequest,
    vorgang_id: UUID,
    vorlage: str,
    action: Callable[[], object],
    more: Mapping[str, Any] | None = None,
) -> HttpResponse | None:
    """None when it went well; else the form again with everything typed, or what changed meanwhile."""
    try:
        action()
    except InvalidInput as fehler:
        typed = {**(more or {}), "texte": request.POST, **errors_of(fehler, FELDER), **_the_other_way(request, fehler)}
        return _page(request, vorgang_id, vorlage, None, more=typed, status=422)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict)
    return None


def _the_other_way(request: ActorRequest, fehler: InvalidInput) -> dict[str, Any]:
    """Whoever names the younger case as the leading one meant the same two: the page offers to close that one."""
    return {"juengerer": find_vorgang(request.actor, request.POST["fuehrend"])} if fehler.code == AELTER else {}


def _page(
    request: ActorRequest,
    vorgang_id: UUID,
    vorlage: str,
    schritt: Schritt | None,
    *,
    more: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    fall: Fall = load_fall(request.actor, vorgang_id)
    if not fall.darf_bearbeiten:
        raise Forbidden
    if schritt is not None and all(u.schritt is not schritt for u in fall.schritte):
        return HttpResponseRedirect(address(vorgang_id))
    context = {"fall": fall, "texte": request.GET, "fehler": {}, **(more or {})}
    return page(request, f"bearbeitung/{vorlage}", context, status)


def _after(request: ActorRequest, vorgang_id: UUID, satz: str) -> HttpResponse:
    """Back to the case while the actor still sees it, else to the list."""
    response = done(request, vorgang_id, satz)
    return response if _sees(request, vorgang_id) else HttpResponseRedirect(reverse("amt:liste"))


def _sees(request: ActorRequest, vorgang_id: UUID) -> bool:
    try:
        assignee_of(request.actor, vorgang_id)
    except NotFound:
        return False
    return True

"""Give a case to another office; for one nobody is competent for also: ask for a rule, discard it with a reason."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect

from ozgcloud.amt.antworten import done, errors_of, moved_on, only_by_post, page, step_address
from ozgcloud.amt.fall import load_fall
from ozgcloud.amt.gleichzeitig import read_version
from ozgcloud.amt.klaerung import LABELS, list_ziele, read_ziel
from ozgcloud.amt.teile import address
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.postfach.actions.discard_vorgang import discard_vorgang
from ozgcloud.vorgang.actions.suggest_regel import suggest_regel
from ozgcloud.vorgang.rules import Schritt
from ozgcloud.weiterleitung.actions.forward_case import forward_case
from ozgcloud.weiterleitung.rules import MITGENOMMEN, ZURUECKGELASSEN

GIVEN = "Der Vorgang ist abgegeben. Die zuständige Verwaltung bekommt ihn gleich, mit Vorgangsnummer und Eingangstag."
ASKED = "Der Betrieb des Landes sieht jetzt, dass für diese Leistung an diesem Ort eine Regel fehlt."
DISCARDED = "Der Antrag ist verworfen. Die antragstellende Person liest Ihre Begründung auf ihrer Statusseite."


def abgeben(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Choose the competent office, and give the case away."""
    if request.method != "POST":
        return _page(request, vorgang_id, Schritt.WEITERLEITEN)
    try:
        ziel, text = read_ziel(request.POST.get("stelle", "")), request.POST.get("begruendung", "")
        seen = read_version(request)
        forward_case(request.actor, vorgang_id=vorgang_id, ziel=ziel, begruendung=text, version=seen)
    except InvalidInput as fehler:
        return _page(request, vorgang_id, Schritt.WEITERLEITEN, fehler)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict)
    return done(request, vorgang_id, GIVEN)


def verwerfen(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Discard a case with a reason that the citizen reads."""
    if request.method != "POST":
        return _page(request, vorgang_id, Schritt.VERWERFEN)
    try:
        text, seen = request.POST.get("begruendung", ""), read_version(request)
        discard_vorgang(request.actor, vorgang_id=vorgang_id, begruendung=text, version=seen)
    except InvalidInput as fehler:
        return _page(request, vorgang_id, Schritt.VERWERFEN, fehler)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict)
    undo = step_address(vorgang_id, Schritt.ZURUECKHOLEN.value)
    return done(request, vorgang_id, DISCARDED, zurueck=undo)


def regel_anregen(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Ask the operators of the Land for the missing rule."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id)
    try:
        suggest_regel(request.actor, vorgang_id=vorgang_id)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict)
    return done(request, vorgang_id, ASKED)


def _page(
    request: ActorRequest, vorgang_id: UUID, schritt: Schritt, fehler: InvalidInput | None = None
) -> HttpResponse:
    """The form, again with what was typed; who may not take the step is led to the case."""
    fall = load_fall(request.actor, vorgang_id)
    if all(uebergang.schritt is not schritt for uebergang in fall.schritte):
        return HttpResponseRedirect(address(vorgang_id))
    context: dict[str, Any] = {"fall": fall, "texte": request.POST, "fehler": {}}
    if schritt is Schritt.WEITERLEITEN:
        context |= {"ziele": list_ziele(request.actor, fall), "mit": MITGENOMMEN, "hier": ZURUECKGELASSEN}
    again = errors_of(fehler, LABELS) if fehler else {}
    vorlage = "abgeben" if schritt is Schritt.WEITERLEITEN else "klaerung_verwerfen"
    return page(request, vorlage, {**context, **again}, 422 if fehler else 200)

"""Steps of the status table."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from ozgcloud.amt.antworten import done, errors_of, moved_on, page, step_address
from ozgcloud.amt.fall import load_fall
from ozgcloud.amt.gleichzeitig import read_version
from ozgcloud.amt.schritte import read_ergebnis, read_schritt, wants_reason
from ozgcloud.amt.teile import Teil, address
from ozgcloud.amt.texte import ENTSCHIEDEN, ERFOLG, NICHT_MOEGLICH, RUECKGAENGIG, WARNUNG
from ozgcloud.amt.views.beenden import beenden, zurueckstellen
from ozgcloud.amt.views.klaerung import verwerfen
from ozgcloud.bearbeitung.rules import Abschlussgrund
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.postfach.actions.step_vorgang import step_vorgang
from ozgcloud.vorgang.actions.decide_vorgang import decide_vorgang
from ozgcloud.vorgang.rules import VERALTET, Ergebnis, Schritt

WITH_WORDS: dict[Schritt, Callable[[ActorRequest, UUID], HttpResponse]] = {
    Schritt.VERWERFEN: verwerfen,
    Schritt.ZURUECKSTELLEN: zurueckstellen,
}
"""Steps with a form of their own."""
LABELS = {"ergebnis": "Entscheidung", "begruendung": "Begründung"}
OPTIONEN = (
    (Ergebnis.BEWILLIGT.value, "Bewilligen", "Dem Antrag wird entsprochen."),
    (Ergebnis.ABGELEHNT.value, "Ablehnen", "Eine Ablehnung braucht eine Begründung (§ 39 VwVfG)."),
)


def schritt(request: ActorRequest, vorgang_id: UUID, schritt: str) -> HttpResponse:
    """Take a step by POST; opening the address asks for confirmation where a step is grave, else leads to the case."""
    gewaehlt = read_schritt(schritt)
    if gewaehlt in WITH_WORDS:
        return WITH_WORDS[gewaehlt](request, vorgang_id)
    if wants_reason(request.actor, vorgang_id, gewaehlt):
        return beenden(request, vorgang_id, Abschlussgrund.OHNE_BESCHEID.value)
    if request.method != "POST":
        return _ask(request, vorgang_id, gewaehlt)
    try:
        step_vorgang(request.actor, vorgang_id=vorgang_id, schritt=gewaehlt, version=read_version(request))
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict)
    zurueck = RUECKGAENGIG.get(gewaehlt)
    undo = step_address(vorgang_id, zurueck.value) if zurueck else ""
    return done(request, vorgang_id, ERFOLG[gewaehlt], zurueck=undo)


def _ask(request: ActorRequest, vorgang_id: UUID, schritt: Schritt) -> HttpResponse:
    fall = load_fall(request.actor, vorgang_id)
    uebergang = next((u for u in fall.schritte if u.schritt is schritt), None)
    if uebergang is None:
        messages.info(request, NICHT_MOEGLICH.format(status=fall.status.value))
    if uebergang is None or schritt not in WARNUNG:
        return HttpResponseRedirect(address(vorgang_id))
    context = {"fall": fall, "uebergang": uebergang, "warnung": WARNUNG[schritt]}
    return page(request, "bestaetigen", context)


def bescheiden(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """The page to decide on, and the decision itself; whatever was typed comes back with an error."""
    if request.method != "POST":
        return _decision_page(request, vorgang_id, {"texte": {}, "fehler": {}}, 200)
    try:
        decide_vorgang(
            request.actor,
            vorgang_id=vorgang_id,
            ergebnis=read_ergebnis(request.POST.get("ergebnis", "")),
            begruendung=request.POST.get("begruendung", ""),
            version=read_version(request),
        )
    except InvalidInput as fehler:
        return _decision_page(request, vorgang_id, {"texte": request.POST, **errors_of(fehler, LABELS)}, 422)
    except Conflict as conflict:
        if conflict.code == VERALTET:
            return moved_on(request, vorgang_id, conflict)
        again = {"texte": request.POST, "fehler": {}, "konflikt": conflict.meldung}
        return _decision_page(request, vorgang_id, again, 409)
    return done(request, vorgang_id, ENTSCHIEDEN, teil=Teil.BESCHEID)


def _decision_page(request: ActorRequest, vorgang_id: UUID, again: dict[str, Any], status: int) -> HttpResponse:
    fall = load_fall(request.actor, vorgang_id)
    if status == 200 and not any(u.schritt is Schritt.BESCHEIDEN for u in fall.schritte):
        messages.info(request, NICHT_MOEGLICH.format(status=fall.status.value))
        return HttpResponseRedirect(address(vorgang_id))
    context = {"fall": fall, "optionen": OPTIONEN, **again}
    return page(request, "bescheiden", context, status=status)

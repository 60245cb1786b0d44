"""What every view of this door does at its end: say what happened, offer to take it back, and lead on."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from ozgcloud.amt.fallseite import load_fallseite
from ozgcloud.amt.gleichzeitig import refused
from ozgcloud.amt.rueckweg import liste_address
from ozgcloud.amt.teile import Teil, address
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.vorgang.queries import assignee_of


def page(request: HttpRequest, vorlage: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """A page below the work list, with the way back to the list as it was."""
    frame = {"nav": "vorgaenge", "zurueck": [("Vorgänge", liste_address(request))]}
    return render(request, f"amt/{vorlage}.html", {**frame, **context}, status=status)


def show_fall(
    request: ActorRequest, vorgang_id: UUID, again: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The case page; `again` is the part of a form that could not be saved, with everything typed in it."""
    context = load_fallseite(request.actor, vorgang_id, mit_lesen=request.GET.get("lesen") == "1")
    return page(request, "vorgang", {**context, **(again or {})}, status)


def done(
    request: HttpRequest, vorgang_id: UUID, satz: str, *, teil: Teil = Teil.ANTRAG, zurueck: str = ""
) -> HttpResponseRedirect:
    """Back to the case with a sentence; `zurueck` is the address that takes it back by POST."""
    messages.success(request, satz, extra_tags=zurueck)
    return HttpResponseRedirect(address(vorgang_id, teil))


def moved_on(request: ActorRequest, vorgang_id: UUID, conflict: Conflict, *, teil: Teil = Teil.ANTRAG) -> HttpResponse:
    """The case has moved on and nothing was changed: the page that says who changed what, or a sentence on the case."""
    return refused(request, vorgang_id, conflict, address(vorgang_id, teil))


def only_by_post(request: ActorRequest, vorgang_id: UUID, teil: Teil = Teil.ANTRAG) -> HttpResponseRedirect:
    """Somebody opened an address that only takes POST (after logging in again): to the case. Raises NotFound."""
    assignee_of(request.actor, vorgang_id)
    return HttpResponseRedirect(address(vorgang_id, teil))


def click_key(request: HttpRequest, base: UUID) -> UUID | None:
    """The id of what a form makes, the same for a second click on the same page; None for a form without one."""
    schluessel = request.POST.get("schluessel", "")
    return uuid5(base, schluessel) if schluessel else None


def step_address(vorgang_id: UUID, schritt: str) -> str:
    """Where a step is taken by POST."""
    return reverse("amt:schritt", args=(vorgang_id, schritt))


def assign_address(vorgang_id: UUID, zustaendig: str) -> str:
    """Where a case is given to somebody by POST; `zustaendig` is an option of the list (a person or `gruppe:…`)."""
    return f"{reverse('amt:zuweisen', args=(vorgang_id,))}?{urlencode({'person': zustaendig})}"


def errors_of(fehler: InvalidInput, labels: Mapping[str, str], *, formular: str = "id") -> dict[str, object]:
    """Context of a form shown again: errors by field, and the list for the summary at the top.

    `formular` begins the ids of the fields, where a page has several forms.
    """
    summary = [(f"{formular}_{feld}", f"{labels.get(feld, feld)}: {text}") for feld, text in fehler.fehler.items()]
    return {"fehler": fehler.fehler, "fehlerliste": summary or [("", fehler.meldung)]}

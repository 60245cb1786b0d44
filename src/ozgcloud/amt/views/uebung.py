"""Practice mode: in, out, the clock, invented cases, and emptying."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ozgcloud.amt.antworten import errors_of, page
from ozgcloud.amt.uebung import SPRUENGE, UEBUNG, load_uebung
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.store import file_store
from ozgcloud.uebung.actions.add_uebungsfaelle import add_uebungsfaelle
from ozgcloud.uebung.actions.empty_uebung import empty_uebung
from ozgcloud.uebung.actions.enter_uebung import enter_uebung
from ozgcloud.uebung.actions.move_uhr import move_uhr
from ozgcloud.uebung.rules import require_anzahl

ENTERED = "Sie üben jetzt. Alles ist erfunden, nichts verlässt das Haus."
LEFT = "Sie arbeiten wieder mit echten Vorgängen."
EMPTIED = "Der Übungsmandant ist leer, und seine Uhr geht wieder richtig."


def ueben(request: ActorRequest) -> HttpResponse:
    """The page of practice mode; from live work it leads to the list, where the button for it is."""
    try:
        return page(request, "ueben", {**load_uebung(request, request.actor), "nav": "ueben"})
    except Conflict as conflict:
        messages.info(request, conflict.meldung)
        return HttpResponseRedirect(reverse("amt:liste"))


def betreten(request: ActorRequest) -> HttpResponse:
    """One click from live work into the twin."""
    if request.method == "POST":
        try:
            enter_uebung(request.actor)
        except Conflict as conflict:
            messages.warning(request, conflict.meldung)
            return HttpResponseRedirect(reverse("amt:liste"))
        request.session[UEBUNG] = True
        messages.success(request, ENTERED)
    return HttpResponseRedirect(reverse("amt:liste"))


def verlassen(request: ActorRequest) -> HttpResponse:
    """One click back to live work."""
    if request.method == "POST" and request.session.pop(UEBUNG, None):
        messages.success(request, LEFT)
    return HttpResponseRedirect(reverse("amt:liste"))


def uhr(request: ActorRequest) -> HttpResponse:
    """Move the clock of the twin ahead."""
    if request.method == "POST":
        try:
            move_uhr(request.actor, sprung=request.POST.get("sprung", ""))
            said = dict(SPRUENGE)[request.POST["sprung"]]
            messages.success(request, f"{said}: Fristen und Erinnerungen richten sich jetzt danach.")
        except (Conflict, InvalidInput) as fehler:
            messages.warning(request, fehler.meldung)
    return HttpResponseRedirect(reverse("amt:ueben"))


def faelle(request: ActorRequest) -> HttpResponse:
    """Add invented cases."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("amt:ueben"))
    try:
        context, wanted = load_uebung(request, request.actor), request.POST.get("anzahl", "")
        made = add_uebungsfaelle(request.actor, anzahl=require_anzahl(wanted))
    except InvalidInput as fehler:
        again = {"anzahl": wanted, **errors_of(fehler, {"anzahl": "Anzahl"}), "nav": "ueben"}
        return page(request, "ueben", {**context, **again}, 422)
    except Conflict as conflict:
        messages.warning(request, conflict.meldung)
        return HttpResponseRedirect(reverse("amt:liste"))
    messages.success(request, f"{made.anzahl} erfundene Anträge sind eingegangen.")
    return HttpResponseRedirect(reverse("amt:liste"))


def leeren(request: ActorRequest) -> HttpResponse:
    """Ask, then empty the twin; bytes go after the records."""
    try:
        if request.method != "POST":
            return page(request, "ueben_leeren", {**load_uebung(request, request.actor), "nav": "ueben"})
        for key in empty_uebung(request.actor):
            file_store().discard(key)
    except Conflict as conflict:
        messages.warning(request, conflict.meldung)
        return HttpResponseRedirect(reverse("amt:liste"))
    messages.success(request, EMPTIED)
    return HttpResponseRedirect(reverse("amt:ueben"))

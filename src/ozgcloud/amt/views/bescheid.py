"""The Bescheid: its texts, its preview, issuing and taking back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from ozgcloud.amt.antworten import done, errors_of, moved_on, only_by_post, show_fall
from ozgcloud.amt.bescheidblatt import load_blaetter
from ozgcloud.amt.teile import Teil, address
from ozgcloud.amt.vorschau import render_preview
from ozgcloud.bescheid.actions.edit_bescheid import Texte, edit_bescheid
from ozgcloud.bescheid.actions.issue_bescheid import issue_bescheid
from ozgcloud.bescheid.actions.withdraw_bescheid import withdraw_bescheid
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, InvalidInput, Reject, Retry

LABELS = {
    "tenor": "Entscheidungssatz",
    "begruendung": "Begründung",
    "nebenbestimmungen": "Nebenbestimmungen",
    "gebuehr": "Gebühr",
}


def bearbeiten(request: ActorRequest, vorgang_id: UUID, bescheid_id: UUID) -> HttpResponse:
    """Save the texts of a draft; with the button of the preview, go on to the letter."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, Teil.BESCHEID)
    refusal = _save(request, vorgang_id, bescheid_id)
    if refusal is not None:
        return refusal
    if request.POST.get("_weiter") == "vorschau":
        return HttpResponseRedirect(reverse("amt:bescheid_vorschau", args=(vorgang_id, bescheid_id)))
    return done(request, vorgang_id, "Der Entwurf ist gespeichert.", teil=Teil.BESCHEID)


def erlassen(request: ActorRequest, vorgang_id: UUID, bescheid_id: UUID) -> HttpResponse:
    """Save what stands in the form and issue it: nothing else goes out than what was on the screen."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, Teil.BESCHEID)
    refusal = _save(request, vorgang_id, bescheid_id) or _unprintable(request, vorgang_id, bescheid_id)
    if refusal is not None:
        return refusal
    try:
        issued = issue_bescheid(request.actor, bescheid_id=bescheid_id)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict, teil=Teil.BESCHEID)
    undo = reverse("amt:bescheid_zuruecknehmen", args=(vorgang_id, bescheid_id)) if issued.halten_minuten else ""
    return done(request, vorgang_id, "Der Bescheid ist erlassen.", teil=Teil.BESCHEID, zurueck=undo)


def _unprintable(request: ActorRequest, vorgang_id: UUID, bescheid_id: UUID) -> HttpResponse | None:
    """Set the letter once before it is issued: what cannot be printed must stay a draft."""
    try:
        render_preview(request.actor, vorgang_id, bescheid_id)
    except (Reject, Retry) as fehler:
        return _again(request, vorgang_id, {"konflikt": fehler.meldung}, 409)
    return None


def _save(request: ActorRequest, vorgang_id: UUID, bescheid_id: UUID) -> HttpResponse | None:
    """Save the posted texts; an answer only when they could not be saved, with everything typed in it."""
    load_blaetter(request.actor, vorgang_id).get(bescheid_id)
    texte = Texte(**{name: request.POST.get(name, "") for name in LABELS})
    try:
        edit_bescheid(request.actor, bescheid_id=bescheid_id, texte=texte, stand=request.POST.get("stand", ""))
    except InvalidInput as fehler:
        return _again(request, vorgang_id, errors_of(fehler, LABELS), 422)
    except Conflict as conflict:
        if load_blaetter(request.actor, vorgang_id).get(bescheid_id).has_texts(request.POST):
            return moved_on(request, vorgang_id, conflict, teil=Teil.BESCHEID)
        return _again(request, vorgang_id, {"konflikt": conflict.meldung}, 409)
    return None


def _again(request: ActorRequest, vorgang_id: UUID, mehr: dict[str, Any], status: int) -> HttpResponse:
    again = {"texte": request.POST, "fehler": mehr.get("fehler", {}), "konflikt": mehr.get("konflikt", "")}
    return show_fall(request, vorgang_id, {"bescheid": again, "fehlerliste": mehr.get("fehlerliste")}, status)


def zuruecknehmen(request: ActorRequest, vorgang_id: UUID, bescheid_id: UUID) -> HttpResponse:
    """Take an issued Bescheid back while it is held."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, Teil.BESCHEID)
    load_blaetter(request.actor, vorgang_id).get(bescheid_id)
    try:
        withdraw_bescheid(request.actor, bescheid_id=bescheid_id)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict, teil=Teil.BESCHEID)
    satz = "Der Bescheid ist zurückgenommen und wieder ein Entwurf. Er wurde nicht bereitgestellt."
    return done(request, vorgang_id, satz, teil=Teil.BESCHEID)


def vorschau(request: ActorRequest, vorgang_id: UUID, bescheid_id: UUID) -> HttpResponse:
    """The letter as it would go out now, as PDF in the browser."""
    try:
        name, pdf = render_preview(request.actor, vorgang_id, bescheid_id)
    except (Reject, Retry) as fehler:
        messages.error(request, fehler.meldung)
        return HttpResponseRedirect(address(vorgang_id, Teil.BESCHEID))
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return response


def stand(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Asked every second by a waiting page: nothing while all is as it was, else the page to take the new parts from.

    Only the Bescheid, the head and the history are exchanged: what somebody types elsewhere stays.
    """
    is_same = load_blaetter(request.actor, vorgang_id).stand == request.GET.get("war", "")
    return HttpResponse(status=204) if is_same else show_fall(request, vorgang_id)

"""The case page, and what is written there."""

from typing import Any
from uuid import UUID, uuid5

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from ozgcloud.amt.antworten import assign_address, done, errors_of, only_by_post, show_fall
from ozgcloud.amt.dateien import load_datei
from ozgcloud.amt.teile import Teil, address
from ozgcloud.core.access import ActorRequest, View
from ozgcloud.core.downloads import download
from ozgcloud.core.errors import InvalidInput
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from ozgcloud.vorgang.actions.add_notiz import add_notiz
from ozgcloud.vorgang.actions.assign_vorgang import assign_vorgang
from ozgcloud.vorgang.queries import assignee_of

TEXTFELDER = {"betreff": "Betreff", "text": "Text"}


def fall(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """The case page; with `?lesen=1` its history shows reading too."""
    return show_fall(request, vorgang_id)


def moved(teil: Teil) -> View:
    """Where a part of the page once had an address of its own: on to its place on the page."""

    def lead_on(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
        assignee_of(request.actor, vorgang_id)
        return HttpResponseRedirect(address(vorgang_id, teil, query=request.GET.urlencode()))

    return lead_on


def notizen(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Add a note."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, Teil.NOTIZEN)
    schluessel = request.POST.get("schluessel", "")
    notiz_id = uuid5(vorgang_id, schluessel) if schluessel else None
    try:
        add_notiz(request.actor, vorgang_id=vorgang_id, text=request.POST.get("text", ""), notiz_id=notiz_id)
    except InvalidInput as fehler:
        return _again(request, vorgang_id, "notiz", errors_of(fehler, {"text": "Notiz"}, formular="notiz"))
    return done(request, vorgang_id, "Die Notiz ist gespeichert.", teil=Teil.NOTIZEN)


def nachrichten(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Write to the citizen."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, Teil.NACHRICHTEN)
    schluessel = request.POST.get("schluessel", "")
    try:
        send_nachricht(
            request.actor,
            vorgang_id=vorgang_id,
            betreff=request.POST.get("betreff", ""),
            text=request.POST.get("text", ""),
            nachricht_id=uuid5(vorgang_id, schluessel) if schluessel else None,
        )
    except InvalidInput as fehler:
        return _again(request, vorgang_id, "nachricht", errors_of(fehler, TEXTFELDER, formular="nachricht"))
    return done(request, vorgang_id, "Die Nachricht ist gesendet.", teil=Teil.NACHRICHTEN)


def _again(request: ActorRequest, vorgang_id: UUID, formular: str, mehr: dict[str, Any]) -> HttpResponse:
    """The page with one form as it was typed, and what is wrong in it."""
    typed = {"texte": request.POST, "schluessel": request.POST.get("schluessel", ""), "fehler": mehr["fehler"]}
    return show_fall(request, vorgang_id, {formular: typed, "fehlerliste": mehr["fehlerliste"]}, 422)


def zuweisen(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Give the case to somebody; the former assignee can be put back."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id)
    before = assignee_of(request.actor, vorgang_id)
    person = read_person(request.POST.get("person", request.GET.get("person", "")))
    assign_vorgang(request.actor, vorgang_id=vorgang_id, person_id=person)
    satz = "Der Vorgang ist zugewiesen." if person else "Die Zuweisung ist aufgehoben."
    return done(request, vorgang_id, satz, zurueck=assign_address(vorgang_id, before))


def read_person(text: str) -> UUID | None:
    """The id somebody chose in the list; empty means nobody. Raises InvalidInput."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidInput("Diese Person gibt es nicht. Bitte wählen Sie jemanden aus der Liste.") from None


def datei(request: ActorRequest, vorgang_id: UUID, datei_id: UUID) -> HttpResponseBase:
    """Download a file of the case; its hash is checked, and the download is logged."""
    geladen = load_datei(request.actor, vorgang_id, datei_id)
    response = download(geladen.verweis, medientyp=geladen.medientyp)
    response.headers["Content-Disposition"] = content_disposition_header(True, geladen.name) or "attachment"
    return response

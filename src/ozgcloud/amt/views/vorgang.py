"""The case page, and what is written there."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from ozgcloud.amt.anhaenge import Upload, drop_uploads, take_uploads
from ozgcloud.amt.antworten import assign_address, click_key, done, errors_of, moved_on, only_by_post, show_fall
from ozgcloud.amt.bearbeitung import assignment_of, read_notizart, read_wahl
from ozgcloud.amt.dateien import load_datei
from ozgcloud.amt.gleichzeitig import read_version
from ozgcloud.amt.teile import Teil, address
from ozgcloud.amt.vorschaubild import FRAMED, preview_kind, with_previews
from ozgcloud.bearbeitung.actions.write_vermerk import Anhang, write_vermerk
from ozgcloud.core.access import ActorRequest, View
from ozgcloud.core.downloads import download
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound, OzgError
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from ozgcloud.vorgang.actions.assign_vorgang import assign_vorgang
from ozgcloud.vorgang.queries import assignee_of

NOTIZFELDER = {"text": "Notiz", "dateien": "Dateien"}
TEXTFELDER = {"betreff": "Betreff", "text": "Text"}


@with_previews
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
    """Add a note of a kind, with files; bytes that nobody names after all are thrown away."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, Teil.NOTIZEN)
    uploads: list[Upload] = []
    try:
        uploads = take_uploads(request, "dateien")
        write_vermerk(
            request.actor,
            vorgang_id=vorgang_id,
            text=request.POST.get("text", ""),
            art=read_notizart(request.POST.get("art", "")),
            anhaenge=[Anhang(*upload) for upload in uploads],
            notiz_id=click_key(request, vorgang_id),
        )
    except OzgError as fehler:
        drop_uploads(uploads)
        if not isinstance(fehler, InvalidInput):
            raise
        return _again(request, vorgang_id, "notiz", errors_of(fehler, NOTIZFELDER, formular="notiz"))
    return done(request, vorgang_id, "Die Notiz ist gespeichert.", teil=Teil.NOTIZEN)


def nachrichten(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Write to the citizen."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id, Teil.NACHRICHTEN)
    try:
        send_nachricht(
            request.actor,
            vorgang_id=vorgang_id,
            betreff=request.POST.get("betreff", ""),
            text=request.POST.get("text", ""),
            nachricht_id=click_key(request, vorgang_id),
        )
    except InvalidInput as fehler:
        return _again(request, vorgang_id, "nachricht", errors_of(fehler, TEXTFELDER, formular="nachricht"))
    return done(request, vorgang_id, "Die Nachricht ist gesendet.", teil=Teil.NACHRICHTEN)


def _again(request: ActorRequest, vorgang_id: UUID, formular: str, mehr: dict[str, Any]) -> HttpResponse:
    """The page with one form as it was typed, and what is wrong in it."""
    typed = {"texte": request.POST, "schluessel": request.POST.get("schluessel", ""), "fehler": mehr["fehler"]}
    return show_fall(request, vorgang_id, {formular: typed, "fehlerliste": mehr["fehlerliste"]}, 422)


def zuweisen(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Give the case to somebody or to a group; the former assignee can be put back."""
    if request.method != "POST":
        return only_by_post(request, vorgang_id)
    before = assignment_of(request.actor, vorgang_id)
    person, gruppe = read_wahl(request.POST.get("person", request.GET.get("person", "")))
    try:
        assign_vorgang(
            request.actor, vorgang_id=vorgang_id, person_id=person, gruppe_id=gruppe, version=read_version(request)
        )
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict)
    satz = "Der Vorgang ist zugewiesen." if person or gruppe else "Die Zuweisung ist aufgehoben."
    if "person" in request.GET:
        satz = "Die Zuweisung ist rückgängig gemacht."
    return done(request, vorgang_id, satz, zurueck=assign_address(vorgang_id, before))


def datei(request: ActorRequest, vorgang_id: UUID, datei_id: UUID) -> HttpResponseBase:
    """Download a file of the case; its hash is checked, and the download is logged."""
    geladen = load_datei(request.actor, vorgang_id, datei_id)
    response = download(geladen.verweis, medientyp=geladen.medientyp)
    response.headers["Content-Disposition"] = content_disposition_header(True, geladen.name) or "attachment"
    return response


def vorschau(request: ActorRequest, vorgang_id: UUID, datei_id: UUID) -> HttpResponseBase:
    """An image or a PDF of the case as the page shows it inside itself; logged like a download. Raises NotFound."""
    geladen = load_datei(request.actor, vorgang_id, datei_id)
    kind = preview_kind(geladen.medientyp)
    if not kind:
        raise NotFound
    response = download(geladen.verweis, medientyp=geladen.medientyp)
    response.headers["Content-Disposition"] = content_disposition_header(False, geladen.name) or "inline"
    response.headers["Content-Security-Policy"] = FRAMED[kind]
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response

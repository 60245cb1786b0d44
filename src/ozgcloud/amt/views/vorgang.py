"""The case page: its parts, and what is written there."""

from uuid import UUID, uuid5

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from ozgcloud.amt.antworten import assign_address, done, errors_of, only_by_post, page
from ozgcloud.amt.dateien import load_datei
from ozgcloud.amt.historie import load_historie
from ozgcloud.amt.teile import Teil, load_teil
from ozgcloud.core.access import ActorRequest, View
from ozgcloud.core.downloads import download
from ozgcloud.core.errors import InvalidInput
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from ozgcloud.vorgang.actions.add_notiz import add_notiz
from ozgcloud.vorgang.actions.assign_vorgang import assign_vorgang
from ozgcloud.vorgang.queries import assignee_of

TEXTFELDER = {"betreff": "Betreff", "text": "Text"}


def part(teil: Teil) -> View:
    """The view that shows one part of a case page."""

    def show(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
        return page(request, teil.value, load_teil(request.actor, vorgang_id, teil))

    return show


def historie(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """The history; with `?lesen=1` reading is shown too."""
    mit_lesen = request.GET.get("lesen") == "1"
    context = load_teil(request.actor, vorgang_id, Teil.HISTORIE)
    if mit_lesen:
        context["historie"] = load_historie(request.actor, vorgang_id, mit_lesen=True)
    return page(request, "historie", {**context, "mit_lesen": mit_lesen})


def notizen(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Read the notes, or add one."""
    if request.method != "POST":
        return page(request, "notizen", load_teil(request.actor, vorgang_id, Teil.NOTIZEN))
    schluessel = request.POST.get("schluessel", "")
    notiz_id = uuid5(vorgang_id, schluessel) if schluessel else None
    try:
        add_notiz(request.actor, vorgang_id=vorgang_id, text=request.POST.get("text", ""), notiz_id=notiz_id)
    except InvalidInput as fehler:
        again = {"texte": request.POST, "schluessel": schluessel, **errors_of(fehler, {"text": "Notiz"})}
        return page(request, "notizen", {**load_teil(request.actor, vorgang_id, Teil.NOTIZEN), **again}, 422)
    return done(request, vorgang_id, "Die Notiz ist gespeichert.", teil=Teil.NOTIZEN)


def nachrichten(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Read the correspondence, or write to the citizen."""
    if request.method != "POST":
        return page(request, "nachrichten", load_teil(request.actor, vorgang_id, Teil.NACHRICHTEN))
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
        again = {"texte": request.POST, "schluessel": schluessel, **errors_of(fehler, TEXTFELDER)}
        return page(request, "nachrichten", {**load_teil(request.actor, vorgang_id, Teil.NACHRICHTEN), **again}, 422)
    return done(request, vorgang_id, "Die Nachricht ist gesendet.", teil=Teil.NACHRICHTEN)


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

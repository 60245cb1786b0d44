"""Zuarbeit: what others ask of us, what we ask of others, and what is said about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header

from ozgcloud.amt import zuarbeit
from ozgcloud.amt.anhaenge import drop_uploads, take_uploads
from ozgcloud.amt.antworten import click_key, done, errors_of, moved_on, page
from ozgcloud.amt.fall import Fall, load_fall
from ozgcloud.amt.gleichzeitig import read_version
from ozgcloud.amt.teile import Teil, address
from ozgcloud.core import clock
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.downloads import download
from ozgcloud.core.eingabe import read_key, require_all
from ozgcloud.core.errors import Conflict, InvalidInput, OzgError
from ozgcloud.core.types import new_id
from ozgcloud.zuarbeit.ablage import NeueDatei
from ozgcloud.zuarbeit.actions.read_zuarbeit import read_zuarbeit
from ozgcloud.zuarbeit.actions.read_zuarbeitdatei import read_zuarbeitdatei
from ozgcloud.zuarbeit.actions.request_zuarbeit import request_zuarbeit
from ozgcloud.zuarbeit.actions.route_zuarbeit import route_zuarbeit
from ozgcloud.zuarbeit.actions.write_beitrag import Wort, write_beitrag
from ozgcloud.zuarbeit.adressaten import find_adressat
from ozgcloud.zuarbeit.queries import Blatt, get_blatt
from ozgcloud.zuarbeit.rules import Art, Seite, require_frage, require_frist

ASKED = "Die andere Stelle bekommt Ihre Frage mit dem gewählten Auszug. Der Vorgang wartet jetzt auf Zuarbeit."
ROUTED = "Die Zuarbeit liegt jetzt bei dieser Organisationseinheit."


def liste(request: ActorRequest) -> HttpResponse:
    """What others ask of the actor's offices."""
    return page(request, "zuarbeit/liste", {**zuarbeit.load_eingang(request.actor, request.GET), "nav": "zuarbeit"})


def blatt(request: ActorRequest, zuarbeit_id: UUID) -> HttpResponse:
    """One Zuarbeit, from either side."""
    return _sheet(request, read_zuarbeit(request.actor, zuarbeit_id=zuarbeit_id))


def _sheet(
    request: ActorRequest, gefunden: Blatt, again: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    frame: dict[str, Any] = {"nav": "zuarbeit", "zurueck": [("Zuarbeiten", reverse("amt:zuarbeit_liste"))]}
    if gefunden.seite is Seite.FRAGT and gefunden.vorgang_id is not None:
        frame = {"zurueck": [("Vorgang", address(gefunden.vorgang_id, Teil.ZUARBEIT))]}
    context = {**zuarbeit.load_blattseite(request.actor, gefunden), **frame, **(again or {})}
    return page(request, "zuarbeit/blatt", context, status)


def wort(request: ActorRequest, zuarbeit_id: UUID) -> HttpResponse:
    """Write to the other side; whatever was typed comes back with an error."""
    gefunden = get_blatt(request.actor, zuarbeit_id)
    there = reverse("amt:zuarbeit", args=(zuarbeit_id,))
    if request.method != "POST":
        return HttpResponseRedirect(there)
    try:
        art = _write(request, gefunden)
    except (InvalidInput, Conflict) as fehler:
        status = 409 if isinstance(fehler, Conflict) else 422
        said = errors_of(fehler, zuarbeit.LABELS) if isinstance(fehler, InvalidInput) else {"konflikt": fehler.meldung}
        return _sheet(request, get_blatt(request.actor, zuarbeit_id), {"texte": request.POST, **said}, status)
    messages.success(request, zuarbeit.GESENDET[art])
    return HttpResponseRedirect(there)


def _write(request: ActorRequest, gefunden: Blatt) -> Art:
    if request.POST.get("art") not in set(Art):
        raise InvalidInput("Bitte wählen Sie, was Sie senden möchten.")
    art, uploads = Art(request.POST["art"]), take_uploads(request, "datei")
    dateien = [NeueDatei(new_id(), *upload) for upload in uploads]
    said = Wort(art=art, text=request.POST.get("text", ""), dateien=dateien, version=read_version(request))
    try:
        write_beitrag(request.actor, zuarbeit_id=gefunden.id, wort=said, beitrag_id=click_key(request, gefunden.id))
    except OzgError:
        drop_uploads(uploads)
        raise
    return art


def verteilen(request: ActorRequest, zuarbeit_id: UUID) -> HttpResponse:
    """Pass an incoming question on to an Organisationseinheit; who no longer sees it is led to the list."""
    gefunden = get_blatt(request.actor, zuarbeit_id)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("amt:zuarbeit", args=(zuarbeit_id,)))
    try:
        einheit = read_key(request.POST.get("organisationseinheit", ""))
        route_zuarbeit(request.actor, zuarbeit_id=zuarbeit_id, organisationseinheit_id=einheit)
    except InvalidInput as fehler:
        return _sheet(request, gefunden, errors_of(fehler, zuarbeit.LABELS), 422)
    except Conflict as conflict:
        messages.warning(request, conflict.meldung)
        return HttpResponseRedirect(reverse("amt:zuarbeit", args=(zuarbeit_id,)))
    messages.success(request, ROUTED)
    return HttpResponseRedirect(reverse("amt:zuarbeit_liste"))


def datei(request: ActorRequest, zuarbeit_id: UUID, datei_id: UUID) -> HttpResponseBase:
    """Download a file of a Zuarbeit; its hash is checked, and the download is logged."""
    geladen = read_zuarbeitdatei(request.actor, zuarbeit_id=zuarbeit_id, datei_id=datei_id)
    response = download(geladen.verweis, medientyp=geladen.medientyp)
    response.headers["Content-Disposition"] = content_disposition_header(True, geladen.name) or "attachment"
    return response


def neu(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """Ask another office: choose, look at exactly what it will see, send."""
    fall = load_fall(request.actor, vorgang_id)
    if not fall.darf_bearbeiten:
        return HttpResponseRedirect(address(vorgang_id))
    schritt = request.POST.get("schritt", "") if request.method == "POST" else ""
    try:
        if schritt == "senden":
            return _send(request, fall)
        if schritt == "vorschau":
            return _preview(request, fall)
    except InvalidInput as fehler:
        return _form(request, fall, errors_of(fehler, zuarbeit.LABELS), 422)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict, teil=Teil.ZUARBEIT)
    return _form(request, fall)


def _form(request: ActorRequest, fall: Fall, again: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    context = zuarbeit.load_formular(request.actor, fall, request.POST)
    return page(request, "zuarbeit/neu", {**context, **(again or {})}, status)


def _preview(request: ActorRequest, fall: Fall) -> HttpResponse:
    auftrag = zuarbeit.read_auftrag(request.POST)
    require_all(
        lambda: find_adressat(request.actor, auftrag.stelle),
        lambda: require_frage(auftrag.frage),
        lambda: require_frist(auftrag.frist, clock.today()),
    )
    context = {"fall": fall, "texte": request.POST, "adressat": find_adressat(request.actor, auftrag.stelle)}
    return page(request, "zuarbeit/vorschau", {**context, **zuarbeit.load_vorschau(request.actor, fall, auftrag)})


def _send(request: ActorRequest, fall: Fall) -> HttpResponse:
    auftrag = zuarbeit.read_auftrag(request.POST)
    key = click_key(request, fall.id)
    request_zuarbeit(request.actor, vorgang_id=fall.id, auftrag=auftrag, zuarbeit_id=key)
    return done(request, fall.id, ASKED, teil=Teil.ZUARBEIT)

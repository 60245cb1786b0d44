"""The end of a draft: check, submit, receipt; or pause, close, delete."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ozgcloud.antrag.actions.delete_entwurf import delete_entwurf
from ozgcloud.antrag.actions.submit_antrag import submit_antrag
from ozgcloud.antrag.queries import Empfang, get_empfang
from ozgcloud.core.actor import citizen_actor
from ozgcloud.core.errors import Conflict, InvalidInput, NotFound
from ozgcloud.eingang.rules import access_hash, sha256_hex
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.portal.eingaben import read_version
from ozgcloud.portal.entwurf import Offen, for_entwurf, forget, open_entwurf
from ozgcloud.portal.formular import base_context, check_context, path_to_resume
from ozgcloud.portal.hochladen import discard
from ozgcloud.postfach.queries import find_zugang


@for_entwurf
def pruefen(request: HttpRequest, offen: Offen) -> HttpResponse:
    """`/antrag/<id>/pruefen/`: check your answers."""
    if offen.stand.vorgangsnummer:
        return redirect("portal:quittung", offen.stand.id)
    return render(request, "portal/pruefen.html", check_context(offen))


@for_entwurf
def absenden(request: HttpRequest, offen: Offen) -> HttpResponse:
    """`POST /antrag/<id>/absenden/`: hand the Antrag in, once; a repetition leads to the same receipt."""
    if request.method != "POST":
        return redirect("portal:antrag", offen.stand.id)
    try:
        submit_antrag(citizen_actor(), geheimnis=offen.geheimnis, version=read_version(request.POST))
    except InvalidInput:
        context = {**check_context(offen), "neu_gepruft": True}
        return render(request, "portal/pruefen.html", context, status=422)
    except Conflict as error:
        context = {**check_context(open_entwurf(offen.geheimnis)), "hindernis": error.meldung}
        return render(request, "portal/pruefen.html", context, status=409)
    return redirect("portal:quittung", offen.stand.id)


@for_entwurf
def quittung(request: HttpRequest, offen: Offen) -> HttpResponse:
    """`/antrag/<id>/quittung/`: what the citizen keeps."""
    if not offen.stand.vorgangsnummer:
        return redirect("portal:pruefen", offen.stand.id)
    empfang, stand = get_empfang(offen.geheimnis), offen.stand
    context = {
        **base_context(offen),
        "empfang": empfang,
        "behoerde": _authority(empfang),
        "pruefsumme": sha256_hex(stand.roh()),
        "dateien": [(datei.name, datei.groesse, stand.pruefsummen[datei.datei]) for datei in stand.dateien.values()],
    }
    return render(request, "portal/quittung.html", context)


def _authority(empfang: Empfang) -> str:
    """Name of the Verwaltung that has received it."""
    fall = find_zugang(access_hash(settings.SECRET_KEY, empfang.vorgangsnummer, empfang.zugangscode))
    return get_mandant(fall.mandant_id).name if fall else ""


@for_entwurf
def angaben(request: HttpRequest, offen: Offen) -> HttpResponse:
    """`/antrag/<id>/angaben.json`: exactly the bytes that were received; their SHA-256 is on the receipt."""
    if not offen.stand.vorgangsnummer:
        raise NotFound("Diese Datei gibt es erst, wenn der Antrag abgesendet ist.")
    response = HttpResponse(offen.stand.roh(), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="Antrag-{offen.stand.vorgangsnummer}.json"'
    return response


@for_entwurf
def spaeter(request: HttpRequest, offen: Offen) -> HttpResponse:
    """`/antrag/<id>/spaeter/`: how to go on another day or on another device."""
    context = {**base_context(offen), "code": offen.geheimnis, "weiter": path_to_resume(offen)}
    return render(request, "portal/spaeter.html", context)


@for_entwurf
def schliessen(request: HttpRequest, offen: Offen) -> HttpResponse:
    """`POST /antrag/<id>/schliessen/`: this browser forgets the draft (shared computers); the draft stays."""
    if request.method != "POST":
        return redirect("portal:antrag", offen.stand.id)
    messages.success(request, "Der Antrag ist in diesem Browser geschlossen.")
    return forget(redirect("portal:start"), offen.stand.id)


@for_entwurf
def loeschen(request: HttpRequest, offen: Offen) -> HttpResponse:
    """`/antrag/<id>/loeschen/`: ask, then delete the draft for good."""
    if offen.stand.vorgangsnummer:
        return redirect("portal:quittung", offen.stand.id)
    if request.method != "POST":
        return render(request, "portal/loeschen.html", {**base_context(offen), "zurueck": path_to_resume(offen)})
    discard(delete_entwurf(citizen_actor(), geheimnis=offen.geheimnis))
    messages.success(request, "Ihr Entwurf ist gelöscht.")
    return forget(redirect("portal:start"), offen.stand.id)

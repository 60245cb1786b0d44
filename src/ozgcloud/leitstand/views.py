"""Views of the door."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, InvalidInput, OzgError
from ozgcloud.datenschema.actions.import_codeliste import import_codeliste
from ozgcloud.datenschema.actions.import_schema import import_schema
from ozgcloud.datenschema.queries import get_datenschema, list_codelisten, list_datenschemata
from ozgcloud.datenschema.sicheres_xml import GRENZE_BYTES
from ozgcloud.leistung.queries import find_leistungen
from ozgcloud.leitstand.formular import LABELS, read_angaben, suggest
from ozgcloud.leitstand.schemablatt import load_blatt
from ozgcloud.onlinedienst.actions.publish_onlinedienst import publish_onlinedienst
from ozgcloud.onlinedienst.queries import list_onlinedienste

Context = dict[str, Any]
EINGELESEN = {True: "eingelesen", False: "schon eingelesen, nichts wurde verändert"}


def ueberblick(request: ActorRequest) -> HttpResponse:
    """What is online and what it is made of."""
    dienste, schemata = list_onlinedienste(), list_datenschemata()
    return render(request, "leitstand/ueberblick.html", {"dienste": dienste, "schemata": schemata, "nav": "start"})


def schemata(request: ActorRequest) -> HttpResponse:
    """All Datenschemata; POST brings another one in and leads to its page."""
    fehler: OzgError | None = None
    if request.method == "POST":
        try:
            neu = import_schema(request.actor, roh=_upload(request), dateiname=_name(request))
        except (InvalidInput, Conflict) as error:
            fehler = error
        else:
            messages.success(request, f"Das Datenschema ist {EINGELESEN[neu.neu]}.")
            return HttpResponseRedirect(reverse("leitstand:schema", args=(neu.id,)))
    context = {"schemata": list_datenschemata(), "nav": "schemata", **_refusal(fehler)}
    return render(request, "leitstand/schemata.html", context, status=_status(fehler))


def codelisten(request: ActorRequest) -> HttpResponse:
    """All code lists; POST brings another one in."""
    fehler: OzgError | None = None
    if request.method == "POST":
        try:
            neu = import_codeliste(request.actor, roh=_upload(request))
        except (InvalidInput, Conflict) as error:
            fehler = error
        else:
            satz = (
                f"Die Codeliste „{neu.name}“ ({neu.version}) mit {neu.eintraege} Einträgen ist {EINGELESEN[neu.neu]}."
            )
            messages.success(request, satz)
            return HttpResponseRedirect(reverse("leitstand:codelisten"))
    context = {"codelisten": list_codelisten(), "nav": "codelisten", **_refusal(fehler)}
    return render(request, "leitstand/codelisten.html", context, status=_status(fehler))


def schema(request: ActorRequest, datenschema_id: UUID) -> HttpResponse:
    """One Datenschema: counts, outline, open points."""
    return render(request, "leitstand/schema.html", load_blatt(datenschema_id))


def veroeffentlichen(request: ActorRequest, datenschema_id: UUID) -> HttpResponse:
    """Make an Online-Dienst of a Datenschema; what was typed comes back with an error."""
    satz = get_datenschema(datenschema_id)
    if request.method != "POST":
        return _form(request, {"satz": satz, "texte": suggest(satz.name), "fehler": {}}, 200)
    try:
        angaben = read_angaben(request.POST, datenschema_id)
        publish_onlinedienst(request.actor, angaben=angaben)
    except InvalidInput as error:
        return _form(request, {"satz": satz, "texte": request.POST, **_by_field(error.meldung, error.fehler)}, 422)
    except Conflict as error:
        taken = {"kennung": "Bitte wählen Sie eine andere Kennung."}
        return _form(request, {"satz": satz, "texte": request.POST, **_by_field(error.meldung, taken)}, 409)
    messages.success(request, f"„{angaben.titel}“ ist veröffentlicht.", extra_tags=f"/online/{angaben.kennung}/")
    return HttpResponseRedirect(reverse("leitstand:schema", args=(datenschema_id,)))


def _form(request: ActorRequest, context: Context, status: int) -> HttpResponse:
    leistungen = [(leistung.schluessel, f"{leistung.name} ({leistung.schluessel})") for leistung in find_leistungen()]
    return render(
        request,
        "leitstand/veroeffentlichen.html",
        {"leistungen": leistungen, "nav": "schemata", **context},
        status=status,
    )


def _by_field(meldung: str, fehler: Mapping[str, str]) -> Context:
    summary = [(f"id_{feld}", f"{LABELS.get(feld, feld)}: {text}") for feld, text in fehler.items()]
    return {"fehler": dict(fehler), "fehlerliste": summary or [("", meldung)], "meldung": meldung}


def _upload(request: ActorRequest) -> bytes:
    """The uploaded bytes, one more than the limit at most, so the action sees that it is too large."""
    datei = request.FILES.get("datei")
    if datei is None:
        raise InvalidInput("Es wurde keine Datei ausgewählt. Bitte wählen Sie eine Datei aus.")
    return bytes(datei.read(GRENZE_BYTES + 1))


def _name(request: ActorRequest) -> str:
    datei = request.FILES.get("datei")
    return (datei.name if datei else None) or "ohne Namen"


def _refusal(fehler: OzgError | None) -> Context:
    return {"fehler": fehler.meldung, "fehlerliste": [("id_datei", fehler.meldung)]} if fehler else {}


def _status(fehler: OzgError | None) -> int:
    return 200 if fehler is None else 409 if isinstance(fehler, Conflict) else 422

"""The tree of Organisationseinheiten, for the Fachadministration."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ozgcloud.amt.gleichzeitig import read_version
from ozgcloud.amt.verwaltung.eingaben import (
    UNKNOWN_FORM,
    einheit_options,
    read_id,
    shown_again,
    status_of,
    stored_instead,
)
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound, OzgError
from ozgcloud.mandant.actions.change_einheit import Einheitsangaben, change_einheit
from ozgcloud.mandant.actions.create_einheit import create_einheit
from ozgcloud.mandant.actions.switch_einheit import switch_einheit
from ozgcloud.mandant.personal import Einheitzeile, list_einheiten
from ozgcloud.mandant.rules import reaches_einheit

EXPECTED = (InvalidInput, Conflict, Forbidden)


def liste(request: ActorRequest) -> HttpResponse:
    """The whole tree, and the form of a new unit."""
    fehler: OzgError | None = None
    if request.method == "POST":
        try:
            name, kurz = request.POST.get("name", ""), request.POST.get("kurz", "")
            create_einheit(request.actor, name=name, kurz=kurz, eltern_id=_eltern(request))
            messages.success(request, "Die Organisationseinheit ist angelegt.")
            return redirect("amt:einheiten")
        except EXPECTED as error:
            fehler = error
    context = {**_context(request, list_einheiten(request.actor)), **shown_again(fehler, "neu")}
    return render(request, "amt/verwaltung/einheiten.html", context, status=status_of(fehler))


def einheit(request: ActorRequest, einheit_id: UUID) -> HttpResponse:
    """One unit: rename, move, close, open again; POST `_tun` says which form was sent."""
    einheiten = list_einheiten(request.actor)
    zeile = next((one for one in einheiten if one.id == einheit_id and one.bearbeitbar), None)
    if zeile is None:
        raise NotFound
    fehler: OzgError | None = None
    if request.method == "POST":
        try:
            messages.success(request, _step(request, einheit_id))
            return redirect("amt:einheit", einheit_id)
        except EXPECTED as error:
            fehler = error
    others = [one for one in einheiten if one.id != einheit_id]
    context = {**_context(request, others), "zeile": zeile, **shown_again(fehler, "aendern")}
    context["texte"] = {**_kept(zeile), **request.POST.dict()}
    context["fehler"] = {**context["fehler"], **_stored_instead(fehler, zeile, einheiten, request)}
    return render(request, "amt/verwaltung/einheit.html", context, status=status_of(fehler))


def _step(request: ActorRequest, einheit_id: UUID) -> str:
    match request.POST.get("_tun", ""):
        case "aendern":
            angaben = Einheitsangaben(
                name=request.POST.get("name", ""), kurz=request.POST.get("kurz", ""), eltern_id=_eltern(request)
            )
            version = read_version(request)
            change_einheit(request.actor, organisationseinheit_id=einheit_id, angaben=angaben, version=version)
            return "Die Organisationseinheit ist gespeichert."
        case "schliessen" | "oeffnen" as wanted:
            offen = wanted == "oeffnen"
            switch_einheit(request.actor, organisationseinheit_id=einheit_id, offen=offen)
            return (
                "Die Organisationseinheit ist wieder offen." if offen else "Die Organisationseinheit ist geschlossen."
            )
        case _:
            raise InvalidInput(UNKNOWN_FORM)


def _stored_instead(
    fehler: OzgError | None, zeile: Einheitzeile, einheiten: list[Einheitzeile], request: ActorRequest
) -> dict[str, str]:
    """The same with the name of what it lies below."""
    news = stored_instead(fehler, _kept(zeile), request.POST)
    if "eltern" in news:
        oben = next((one.name for one in einheiten if one.id == zeile.eltern_id), "ganz oben")
        news["eltern"] = f"Jetzt gespeichert: {oben}"
    return news


def _kept(zeile: Einheitzeile) -> dict[str, str]:
    """What the form begins with: the record."""
    return {"name": zeile.name, "kurz": zeile.kurz, "eltern": str(zeile.eltern_id or "")}


def _eltern(request: ActorRequest) -> UUID | None:
    return read_id(request.POST.get("eltern", ""), "eltern")


def _context(request: ActorRequest, einheiten: list[Einheitzeile]) -> dict[str, Any]:
    is_whole = reaches_einheit(request.actor, None)
    return {
        "einheiten": einheiten,
        "oben": einheit_options(einheiten, nur_bearbeitbare=True),
        "ganz_oben": "Ganz oben" if is_whole else "",
        "texte": request.POST,
        "nav": "verwaltung",
    }

"""The tree of Organisationseinheiten, for the Fachadministration."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ozgcloud.amt.verwaltung.eingaben import UNKNOWN_FORM, einheit_options, read_id, shown_again, status_of
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound, OzgError
from ozgcloud.mandant.actions.change_einheit import change_einheit
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
    kept = {"name": zeile.name, "kurz": zeile.kurz, "eltern": zeile.eltern_id or ""}
    context = {**_context(request, others), "zeile": zeile, **shown_again(fehler, "aendern")}
    context["texte"] = {**kept, **request.POST.dict()}
    return render(request, "amt/verwaltung/einheit.html", context, status=status_of(fehler))


def _step(request: ActorRequest, einheit_id: UUID) -> str:
    match request.POST.get("_tun", ""):
        case "aendern":
            change_einheit(
                request.actor,
                organisationseinheit_id=einheit_id,
                name=request.POST.get("name", ""),
                kurz=request.POST.get("kurz", ""),
                eltern_id=_eltern(request),
            )
            return "Die Organisationseinheit ist gespeichert."
        case "schliessen" | "oeffnen" as wanted:
            offen = wanted == "oeffnen"
            switch_einheit(request.actor, organisationseinheit_id=einheit_id, offen=offen)
            return (
                "Die Organisationseinheit ist wieder offen." if offen else "Die Organisationseinheit ist geschlossen."
            )
        case _:
            raise InvalidInput(UNKNOWN_FORM)


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

"""Templates per Leistung, for the Fachadministration."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from ozgcloud.amt.antworten import errors_of
from ozgcloud.amt.gleichzeitig import read_version
from ozgcloud.amt.vorlagen import LABELS, load_vorlage, load_vorlagen, read_fristen
from ozgcloud.bearbeitung.actions.save_arbeitsvorlage import save_arbeitsvorlage
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, InvalidInput

SAVED = "Die Vorlage ist gespeichert. Sie gilt für Anträge, die ab jetzt eingehen."
MEANWHILE = "Jemand anderes hat die Vorlage inzwischen geändert. Bitte vergleichen Sie, und speichern Sie noch einmal."


def liste(request: ActorRequest) -> HttpResponse:
    """All Leistungen of the Verwaltung with what their templates hold."""
    return render(request, "amt/vorlagen/liste.html", {"zeilen": load_vorlagen(request.actor), "nav": "vorlagen"})


def vorlage(request: ActorRequest, schluessel: str) -> HttpResponse:
    """Read and write one template; whatever was typed comes back with an error."""
    if request.method != "POST":
        return _page(request, schluessel)
    try:
        save_arbeitsvorlage(
            request.actor,
            leistung=schluessel,
            punkte=request.POST.get("punkte", ""),
            fristen=read_fristen(request.POST),
            version=read_version(request),
        )
    except InvalidInput as fehler:
        return _page(request, schluessel, errors_of(fehler, LABELS), 422)
    except Conflict:
        return _page(request, schluessel, {"fehlerliste": [("", MEANWHILE)], "fehler": {}}, 409)
    messages.success(request, SAVED)
    return HttpResponseRedirect(reverse("amt:vorlagen"))


def _page(
    request: ActorRequest, schluessel: str, again: dict[str, object] | None = None, status: int = 200
) -> HttpResponse:
    posted = request.POST if again is not None else None
    context = {"nav": "vorlagen", "fehler": {}, **load_vorlage(request.actor, schluessel, posted), **(again or {})}
    return render(request, "amt/vorlagen/vorlage.html", context, status=status)

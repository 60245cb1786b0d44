"""Numbers for the office."""

from django.http import HttpResponse
from django.shortcuts import render

from ozgcloud.amt.zahlen import build_file, load_seite, read_wahl
from ozgcloud.core.access import ActorRequest
from ozgcloud.kennzahlen.queries import may_count
from ozgcloud.kennzahlen.rules import ZEITRAEUME


def zahlen(request: ActorRequest) -> HttpResponse:
    """Intake, backlog, age, duration, Fristen of what the actor may read; a sentence for who reads no cases."""
    context: dict[str, object] = {"nav": "zahlen", "zeitraeume": list(ZEITRAEUME.items())}
    if may_count(request.actor):
        context["seite"] = load_seite(request.actor, read_wahl(request.GET))
    return render(request, "amt/zahlen/seite.html", context)


def tabelle(request: ActorRequest, tabelle: str) -> HttpResponse:
    """One of the tables as CSV. Raises NotFound."""
    content = build_file(load_seite(request.actor, read_wahl(request.GET)), tabelle)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="zahlen-{tabelle}.csv"'
    return response

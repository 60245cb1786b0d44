"""Views of the door: read the day, load, render."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ozgcloud.core import clock
from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.monitor import dateien, definitionen, seiten
from ozgcloud.monitor.stichtag import Stichtag, read_stichtag

Load = Callable[[Stichtag], dict[str, Any]]


def start(request: HttpRequest) -> HttpResponse:
    """`/monitor/`: the state of the roll-out in eight numbers, its development, and the first places."""
    return _page(request, "start", seiten.overview)


def verwaltungen(request: HttpRequest) -> HttpResponse:
    """`/monitor/verwaltungen/`: who is connected and who is working itself in."""
    return _page(request, "verwaltungen", seiten.verwaltungen)


def dienste(request: HttpRequest) -> HttpResponse:
    """`/monitor/online-dienste/`: what runs in how many Verwaltungen."""
    return _page(request, "dienste", seiten.dienste)


def antraege(request: HttpRequest) -> HttpResponse:
    """`/monitor/antraege/`: how much it is used."""
    return _page(request, "antraege", seiten.antraege)


def champions(request: HttpRequest) -> HttpResponse:
    """`/monitor/champions/`: Verwaltungen by their rolled-out services."""
    return _page(request, "champions", seiten.champions)


def definitionen_seite(request: HttpRequest) -> HttpResponse:
    """`/monitor/definitionen/`: what every number means and how to work it out again."""
    context = {"definitionen": definitionen.ALLE, "nav": "definitionen", "dateien": sorted(dateien.FILES)}
    return render(request, "monitor/definitionen.html", context)


def datei(request: HttpRequest, name: str) -> HttpResponse:
    """`/monitor/<name>.csv`: one download, for the day asked for."""
    if name not in dateien.FILES:
        raise NotFound("Diesen Download gibt es nicht. Alle Downloads stehen auf der Seite „Definitionen“.")
    stichtag = read_stichtag(request)
    response = HttpResponse(dateien.build(name, stichtag), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="ozg-cloud-{name}-{stichtag.tag.isoformat()}.csv"'
    return response


def _page(request: HttpRequest, seite: str, load: Load) -> HttpResponse:
    """A page of a day; a wrong day shows today's with the error at its field."""
    fehler, status = "", 200
    try:
        stichtag = read_stichtag(request)
    except InvalidInput as error:
        stichtag, fehler, status = Stichtag(clock.today(), ist_gewaehlt=False), error.meldung, 422
    context = {
        "nav": seite,
        "stichtag": stichtag,
        "fehler": fehler,
        "definition": {d.schluessel: d for d in definitionen.ALLE},
        **load(stichtag),
    }
    return render(request, f"monitor/{seite}.html", context, status=status)

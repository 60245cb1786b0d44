"""The log of who has read what, for the data protection officer."""

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from ozgcloud.amt.verwaltung.eingaben import shown_again, status_of
from ozgcloud.amt.verwaltung.lesezugriffe import context, lines, read_auswahl, read_cursor, write_csv, write_cursor
from ozgcloud.core import clock
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import InvalidInput
from ozgcloud.leseprotokoll.actions.open_leseprotokoll import open_leseprotokoll
from ozgcloud.leseprotokoll.queries import list_zugriffe
from ozgcloud.mandant.queries import list_personen


def liste(request: ActorRequest) -> HttpResponse:
    """A page of the log, newest first, narrowed by the form; that it was looked at is written down."""
    fehler, zeilen, mehr = None, [], ""
    try:
        auswahl = read_auswahl(request.actor, request.GET)
    except InvalidInput as error:
        fehler = error
    else:
        after = read_cursor(request.GET.get("nach", ""))
        if after is None:
            open_leseprotokoll(request.actor, auswahl=auswahl)
        page, following = list_zugriffe(request.actor, auswahl, after=after)
        zeilen, mehr = lines(request.actor, page), write_cursor(following, request.GET)
    personen = [(p.id, p.name) for p in list_personen(request.actor).values()]
    shown = {**context(request.GET), **shown_again(fehler, "filter"), "personen": personen, "nav": "lesezugriffe"}
    return render(
        request,
        "amt/verwaltung/lesezugriffe.html",
        {**shown, "zeilen": zeilen, "mehr": mehr},
        status=status_of(fehler),
    )


def auszug(request: ActorRequest) -> HttpResponseBase:
    """The whole selection as CSV, streamed; written down like looking."""
    auswahl = read_auswahl(request.actor, request.GET)
    open_leseprotokoll(request.actor, auswahl=auswahl, auszug=True)
    response = StreamingHttpResponse(write_csv(request.actor, auswahl), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="lesezugriffe-{clock.today():%Y-%m-%d}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response

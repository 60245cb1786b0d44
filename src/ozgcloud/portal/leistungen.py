"""Finding a Leistung, its page, and the beginning of an Antrag."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ozgcloud.antrag.actions.start_entwurf import start_entwurf
from ozgcloud.core.actor import citizen_actor
from ozgcloud.core.errors import Conflict
from ozgcloud.leistung.queries import find_leistungen, get_leistung
from ozgcloud.onlinedienst.queries import get_startable, released_for
from ozgcloud.portal.eingaben import read
from ozgcloud.portal.entwurf import open_entwurf, remember
from ozgcloud.portal.orte import choose_place

ON_START_PAGE = 6
NOT_ONLINE = (
    "Diese Leistung können Sie noch nicht online beantragen. Bitte wenden Sie sich an die zuständige Stelle; "
    "Anschrift und Telefon finden Sie auf der Seite der Leistung."
)


def start(request: HttpRequest) -> HttpResponse:
    """`/`: search, the Leistungen, and the way to an Antrag already sent."""
    leistungen = find_leistungen()
    context = {"nav": "start", "leistungen": leistungen[:ON_START_PAGE], "gibt_mehr": len(leistungen) > ON_START_PAGE}
    return render(request, "portal/start.html", context)


def leistungen(request: HttpRequest) -> HttpResponse:
    """`/leistungen/?q=`: all Leistungen, or those that match."""
    begriff = read(request.GET, "q")
    context = {"nav": "start", "begriff": begriff, "leistungen": find_leistungen(begriff)}
    return render(request, "portal/leistungen.html", context)


def leistung(request: HttpRequest, schluessel: str) -> HttpResponse:
    """`/leistung/<schluessel>/`: what it is, who is responsible here, and the start of the Online-Dienst."""
    gefunden, dienst = get_leistung(schluessel), released_for(schluessel)
    wahl = choose_place(request.GET, schluessel, uebung=False)
    context = {"nav": "start", "leistung": gefunden, "dienst": dienst, "wahl": wahl}
    return render(request, "portal/leistung.html", context)


def beginnen(request: HttpRequest, schluessel: str) -> HttpResponse:
    """`POST /leistung/<schluessel>/beginnen/`: start a draft for the chosen place."""
    if request.method != "POST":
        return redirect("portal:leistung", schluessel)
    dienst = released_for(get_leistung(schluessel).schluessel)
    if dienst is None:
        raise Conflict(NOT_ONLINE, code="nicht-online")
    return _begin(dienst.id, read(request.POST, "gebiet"))


def online(request: HttpRequest, kennung: str) -> HttpResponse:
    """`/online/<kennung>/`: the front page of one Online-Dienst, also of one in practice."""
    dienst = get_startable(kennung)
    wahl = choose_place(request.GET, dienst.leistung_id, uebung=dienst.ist_uebung)
    context = {"nav": "start", "dienst": dienst, "leistung": dienst.leistung, "wahl": wahl}
    return render(request, "portal/online.html", context)


def online_beginnen(request: HttpRequest, kennung: str) -> HttpResponse:
    """`POST /online/<kennung>/beginnen/`: start a draft for the chosen place."""
    if request.method != "POST":
        return redirect("portal:online", kennung)
    return _begin(get_startable(kennung).id, read(request.POST, "gebiet"))


def _begin(onlinedienst_id: UUID, ars: str) -> HttpResponse:
    offen = open_entwurf(start_entwurf(citizen_actor(), onlinedienst_id=onlinedienst_id, gebiet_ars=ars))
    return remember(redirect("portal:antrag", offen.stand.id), offen)

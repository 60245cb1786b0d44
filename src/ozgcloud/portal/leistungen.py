"""Finding a Leistung, its page, and the beginning of an Antrag."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ozgcloud.antrag.actions.start_entwurf import start_entwurf
from ozgcloud.core import clock
from ozgcloud.core.actor import citizen_actor
from ozgcloud.core.eingabe import covers
from ozgcloud.core.errors import Conflict
from ozgcloud.leistung.queries import (
    get_leistung,
    list_lebenslagen,
    list_leistungen,
    list_of_lebenslage,
    related_to,
    search_leistungen,
    successor_of,
)
from ozgcloud.onlinedienst.queries import get_startable, released_for, released_leistungen
from ozgcloud.portal.eingaben import read
from ozgcloud.portal.entwurf import open_entwurf, remember
from ozgcloud.portal.lebenslagen import tiles, title_of
from ozgcloud.portal.meinort import keep, my_place, question
from ozgcloud.portal.orte import Ort, choose_place
from ozgcloud.portal.vorort import Lage, in_order, online_at

ON_START_PAGE = 6
ON_A_PAGE = 100
NOT_ONLINE = (
    "Diese Leistung können Sie noch nicht online beantragen. Bitte wenden Sie sich an die zuständige Stelle; "
    "Anschrift und Telefon finden Sie auf der Seite der Leistung."
)


def start(request: HttpRequest) -> HttpResponse:
    """`/`: search, Lebenslagen, what is online, and the way to an Antrag already sent."""
    mein = my_place(request)
    online = _online_first(mein.ort)
    context = {
        "nav": "start",
        "mein": mein,
        "kacheln": tiles(list_lebenslagen()),
        "zeilen": online[:ON_START_PAGE],
        "gibt_mehr": len(online) > ON_START_PAGE,
    }
    return render(request, "portal/start.html", context)


def leistungen(request: HttpRequest) -> HttpResponse:
    """`/leistungen/`: hits for `?q=`, the Leistungen of a `?lebenslage=`, else what is online and all Lebenslagen."""
    begriff, lebenslage, mein = read(request.GET, "q"), read(request.GET, "lebenslage"), my_place(request)
    context: dict[str, Any] = {"nav": "leistungen", "begriff": begriff, "thema": title_of(lebenslage), "mein": mein}
    if begriff:
        ergebnis = search_leistungen(begriff)
        context |= {"zeilen": in_order(ergebnis.treffer, mein.ort), "gemeint": ergebnis.gemeint}
    elif lebenslage:
        context["zeilen"] = in_order(list_of_lebenslage(lebenslage, ON_A_PAGE), mein.ort)
    else:
        context |= {"zeilen": _online_first(mein.ort), "gruppen": tiles(list_lebenslagen(), every=True)}
    if not context["zeilen"]:
        context["kacheln"] = tiles(list_lebenslagen())
    return render(request, "portal/leistungen.html", context)


def _online_first(ort: Ort | None) -> list[Any]:
    """All Leistungen with an Online-Dienst, those that run at the place first."""
    zeilen = in_order(list_leistungen(released_leistungen()), ort)
    return sorted(zeilen, key=lambda zeile: zeile.lage is not Lage.HIER)


def leistung(request: HttpRequest, schluessel: str) -> HttpResponse:
    """`/leistung/<schluessel>/`: what it is, who is responsible here, and the start of the Online-Dienst."""
    gefunden, today = get_leistung(schluessel), clock.today()
    if successor := successor_of(gefunden, today):
        messages.info(request, f"„{gefunden.name}“ gibt es so nicht mehr. An ihre Stelle getreten ist diese Leistung.")
        return redirect("portal:leistung", successor.schluessel)
    wahl, dienst = choose_place(question(request), schluessel, uebung=False), released_for(schluessel)
    if wahl.ort and online_at([schluessel], wahl.ort).get(schluessel) is not Lage.HIER:
        dienst = None
    context = {
        "nav": "leistungen",
        "leistung": gefunden,
        "dienst": dienst,
        "wahl": wahl,
        "verwandte": related_to(schluessel),
        "abgelaufen": not covers(gefunden.gueltig_von, gefunden.gueltig_bis, today),
    }
    return keep(render(request, "portal/leistung.html", context), wahl.ort)


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
    wahl = choose_place(question(request), dienst.leistung_id, uebung=dienst.ist_uebung)
    context = {"nav": "leistungen", "dienst": dienst, "leistung": dienst.leistung, "wahl": wahl}
    return render(request, "portal/online.html", context)


def online_beginnen(request: HttpRequest, kennung: str) -> HttpResponse:
    """`POST /online/<kennung>/beginnen/`: start a draft for the chosen place."""
    if request.method != "POST":
        return redirect("portal:online", kennung)
    return _begin(get_startable(kennung).id, read(request.POST, "gebiet"))


def _begin(onlinedienst_id: UUID, ars: str) -> HttpResponse:
    offen = open_entwurf(start_entwurf(citizen_actor(), onlinedienst_id=onlinedienst_id, gebiet_ars=ars))
    return remember(redirect("portal:antrag", offen.stand.id), offen)

"""Pages of the machines that speak to us: the list, a new one, one with its keys, Freigaben and webhooks."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ozgcloud.ausgang import queries as ausgang
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import InvalidInput, OzgError
from ozgcloud.leitstand.eingaben import refusal, status_of
from ozgcloud.leitstand.schnittstellen_form import (
    BEFUGNISSE,
    read_anfragen,
    read_angabe,
    read_cursor,
    read_index,
    read_land,
)
from ozgcloud.mandant.gebietsangaben import LAENDER
from ozgcloud.schnittstelle.actions.add_schluessel import NeuerSchluessel, add_schluessel
from ozgcloud.schnittstelle.actions.create_client import NeuerClient, create_client
from ozgcloud.schnittstelle.actions.lock_client import lock_client
from ozgcloud.schnittstelle.actions.revoke_schluessel import revoke_schluessel
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe, set_freigaben
from ozgcloud.schnittstelle.queries import get_client, list_freigaben, list_schluessel, page_clients
from ozgcloud.schnittstelle.rules import Befugnis

SEITE = 50
NAV = "schnittstellen"


def liste(request: ActorRequest) -> HttpResponse:
    """All machines, or those whose name matches `?q=`, fifty a page."""
    begriff = request.GET.get("q", "").strip()[:100]
    found = page_clients(begriff, nach=read_cursor(request.GET), limit=SEITE + 1)
    clients, mehr = found[:SEITE], ""
    if len(found) > SEITE:
        mehr = urlencode({"q": begriff, "name": clients[-1].name, "id": clients[-1].id})
    lagen = ausgang.count_by_client([client.id for client in clients])
    context = {"zeilen": [(client, lagen.get(client.id)) for client in clients], "begriff": begriff, "mehr": mehr}
    return render(request, "leitstand/schnittstellen/liste.html", {**context, "nav": NAV})


def neu(request: ActorRequest) -> HttpResponse:
    """A machine is made known; keys and Freigaben follow on its page."""
    fehler: OzgError | None = None
    if request.method == "POST":
        try:
            angaben = NeuerClient(
                name=request.POST.get("name", ""),
                kontakt=request.POST.get("kontakt", "")[:200],
                land_id=read_land(request.POST),
                uebung=request.POST.get("uebung") == "1",
                anfragen=read_anfragen(request.POST),
            )
            client_id = create_client(request.actor, angaben=angaben).client_id
        except InvalidInput as error:
            fehler = error
        else:
            messages.success(request, "Der Client ist angelegt. Als Nächstes: Freigaben und ein Schlüssel.")
            return redirect("leitstand:client", client_id)
    texte: Any = request.POST or {"land": "1", "anfragen": "600", "uebung": "1"}
    context = {"laender": [(key, name) for key, (_, name) in LAENDER.items()], "texte": texte, "nav": NAV}
    page = "leitstand/schnittstellen/neu.html"
    return render(request, page, {**context, **refusal(fehler)}, status=status_of(fehler))


def client(request: ActorRequest, client_id: UUID) -> HttpResponse:
    """One machine: what it may do, its keys, its webhooks."""
    return render(request, "leitstand/schnittstellen/client.html", _context(client_id))


def _context(client_id: UUID) -> dict[str, Any]:
    verwaltungen = [(mandant.id, mandant.name) for mandant in ausgang.verwaltungen()]
    return {
        "client": get_client(client_id),
        "schluessel": list_schluessel(client_id),
        "freigaben": [(BEFUGNISSE[Befugnis(f.befugnis)], f) for f in list_freigaben(client_id)],
        "abonnements": ausgang.list_abonnements(client_id),
        "befugnisse": [(befugnis.value, text) for befugnis, text in BEFUGNISSE.items()],
        "verwaltungen": verwaltungen,
        "nav": NAV,
    }


def schluessel(request: ActorRequest, client_id: UUID) -> HttpResponse:
    """`POST`: another key, shown on this answer and never again."""
    if request.method != "POST":
        return redirect("leitstand:client", client_id)
    made: NeuerSchluessel = add_schluessel(request.actor, client_id=client_id)
    context = {"client": get_client(client_id), "neu": made, "nav": NAV}
    response = render(request, "leitstand/schnittstellen/schluessel.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def widerrufen(request: ActorRequest, client_id: UUID, kennung: str) -> HttpResponse:
    """End a key; asks first."""
    if request.method != "POST":
        context = {"client": get_client(client_id), "kennung": kennung, "nav": NAV}
        return render(request, "leitstand/schnittstellen/widerrufen.html", context)
    revoke_schluessel(request.actor, client_id=client_id, kennung=kennung)
    messages.success(request, f"Der Schlüssel {kennung} ist widerrufen.")
    return redirect("leitstand:client", client_id)


def freigaben(request: ActorRequest, client_id: UUID) -> HttpResponse:
    """`POST`: one Freigabe more, or one less (`entfernen`, its place in the list)."""
    if request.method != "POST":
        return redirect("leitstand:client", client_id)
    now = [Angabe(Befugnis(f.befugnis), f.verwaltung_id, f.leistung_praefix) for f in list_freigaben(client_id)]
    try:
        weg = read_index(request.POST, "entfernen", len(now))
        wanted = [a for number, a in enumerate(now) if number != weg] if weg is not None else None
        set_freigaben(
            request.actor,
            client_id=client_id,
            freigaben=wanted if wanted is not None else [*now, read_angabe(request.POST)],
        )
    except InvalidInput as error:
        context = {**_context(client_id), "texte": request.POST, **refusal(error)}
        return render(request, "leitstand/schnittstellen/client.html", context, status=422)
    messages.success(request, "Die Freigaben sind gespeichert. Sie gelten spätestens in zehn Sekunden.")
    return redirect(f"{reverse('leitstand:client', args=(client_id,))}#freigaben")


def sperren(request: ActorRequest, client_id: UUID) -> HttpResponse:
    """`POST`: lock the machine out (`sperren=1`), or let it in again."""
    if request.method == "POST":
        gesperrt = request.POST.get("sperren") == "1"
        lock_client(request.actor, client_id=client_id, gesperrt=gesperrt)
        messages.success(request, "Der Client ist gesperrt." if gesperrt else "Der Client ist wieder zugelassen.")
    return redirect("leitstand:client", client_id)

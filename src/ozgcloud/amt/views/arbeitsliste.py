"""The work list."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from ozgcloud.amt.antworten import LISTE
from ozgcloud.amt.liste import load_seite, next_in_list, read_cursor, read_filter, write_filter
from ozgcloud.core.access import ActorRequest
from ozgcloud.vorgang.rules import Status


def liste(request: ActorRequest) -> HttpResponse:
    """A page of the cases the actor may see; the filter stands in the address and is remembered for the way back."""
    auswahl = read_filter(request.GET)
    seite = load_seite(request.actor, auswahl, read_cursor(request.GET.get("nach", "")))
    address = write_filter(auswahl)
    if request.session.get(LISTE, "") != address:
        request.session[LISTE] = address
    context = {"seite": seite, "nav": "vorgaenge", "stati": [(s.value, s.value) for s in Status]}
    return render(request, "amt/liste.html", context)


def naechster(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """On to the next case of the list last looked at; at its end back to the list."""
    auswahl = read_filter(QueryDict(request.session.get(LISTE, "")))
    following = next_in_list(request.actor, auswahl, vorgang_id)
    if following is None:
        return HttpResponseRedirect(f"{reverse('amt:liste')}?{write_filter(auswahl)}")
    return HttpResponseRedirect(reverse("amt:antrag", args=(following,)))

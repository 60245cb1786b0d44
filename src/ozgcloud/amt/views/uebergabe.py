"""Deliveries that failed or are being tried again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from ozgcloud.amt.uebergaben import list_mandant, require_known
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.actor import Rolle
from ozgcloud.core.errors import Conflict
from ozgcloud.delivery.actions.retry_delivery import retry_delivery


def liste(request: ActorRequest) -> HttpResponse:
    """What failed or waits in the whole Mandant."""
    rows = list_mandant(request.actor)
    may_retry = request.actor.has(Rolle.USER) or request.actor.has(Rolle.FACHADMIN)
    return render(request, "amt/stau.html", {"uebergaben": rows, "darf": may_retry, "nav": "uebergaben"})


def erneut(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Try a failed delivery again."""
    if request.method != "POST":
        require_known(request.actor, delivery_id)
        return HttpResponseRedirect(reverse("amt:uebergaben_liste"))
    try:
        retry_delivery(request.actor, delivery_id=delivery_id)
        messages.success(request, "Die Übergabe wird erneut versucht. Das Ergebnis steht gleich hier.")
    except Conflict as conflict:
        messages.warning(request, conflict.meldung)
    return HttpResponseRedirect(reverse("amt:uebergaben_liste"))

"""What the Verwaltung fills in at central Online-Dienste, for the Fachadministration."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ozgcloud.amt.verwaltung.dienste import dienst_context, list_dienste, read_werte
from ozgcloud.amt.verwaltung.eingaben import shown_again, status_of
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import InvalidInput
from ozgcloud.onlinedienst.actions.save_parameter import save_parameter

SAVED = "Die Angaben sind gespeichert. Sie gelten für alle Bescheide, die ab jetzt entstehen."


def liste(request: ActorRequest) -> HttpResponse:
    """The released Online-Dienste that leave something to the Verwaltung."""
    context = {"dienste": list_dienste(request.actor), "nav": "verwaltung"}
    return render(request, "amt/verwaltung/dienste.html", context)


def dienst(request: ActorRequest, onlinedienst_id: UUID) -> HttpResponse:
    """The values of one, and how the texts read with them; `_tun` is `vorschau` or `speichern`."""
    context, fehler = dienst_context(request.actor, onlinedienst_id, request.POST), None
    if request.method == "POST" and request.POST.get("_tun") == "speichern":
        try:
            save_parameter(
                request.actor,
                mandant_id=request.actor.mandant_id or 0,
                onlinedienst_id=onlinedienst_id,
                werte=read_werte(request.POST),
            )
            messages.success(request, SAVED)
            return redirect("amt:onlinedienst", onlinedienst_id)
        except InvalidInput as error:
            fehler = error
    context |= {**shown_again(fehler or context["vorschaufehler"], "dienst"), "nav": "verwaltung"}
    return render(request, "amt/verwaltung/dienst.html", context, status=status_of(fehler or context["vorschaufehler"]))

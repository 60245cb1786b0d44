"""The applicant takes an Antrag back from the status page: one question, one button, no reason asked for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ozgcloud.bearbeitung.actions.withdraw_antrag import withdraw_antrag
from ozgcloud.core.actor import citizen_actor
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.portal import zugang
from ozgcloud.portal.eingaben import read
from ozgcloud.postfach.queries import get_standseite

MAX_GRUND = 25_000
DONE = "Ihr Antrag ist zurückgenommen. Die Behörde bearbeitet ihn nicht weiter."


def zuruecknehmen(request: HttpRequest) -> HttpResponse:
    """`/status/vorgang/zuruecknehmen/`: ask, then do it."""
    fall = zugang.current(request)
    if fall is None:
        return redirect("portal:status")
    if request.method != "POST":
        seite = get_standseite(fall)
        return render(request, "portal/zuruecknehmen.html", {"nav": "status", "seite": seite, "fehler": ""})
    grund = read(request.POST, "grund", MAX_GRUND)
    try:
        withdraw_antrag(citizen_actor(fall.mandant_id), vorgang_id=fall.vorgang_id, grund=grund)
    except InvalidInput as error:
        context = {"nav": "status", "seite": get_standseite(fall), "grund": grund, "fehler": error.fehler["grund"]}
        return render(request, "portal/zuruecknehmen.html", context, status=422)
    except Conflict as conflict:
        messages.warning(request, conflict.meldung)
    else:
        messages.success(request, DONE)
    return redirect("portal:stand")

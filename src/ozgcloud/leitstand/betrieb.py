"""Pages that say whether everything runs: failed deliveries of all Mandanten, queue, worker."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ozgcloud.core.access import ActorRequest
from ozgcloud.core.dateilage import read_dateilage
from ozgcloud.core.doors import WORKER_SILENCE_SECONDS
from ozgcloud.rollout.actions.retry_uebergabe import retry_uebergabe
from ozgcloud.rollout.betrieb import list_failed, read_lage

SLOW_SECONDS = 60


def betrieb(request: ActorRequest) -> HttpResponse:
    """Queue age, heartbeat of the worker, and what has failed."""
    lage = read_lage(request.actor)
    context = {
        "lage": lage,
        "arbeitet": lage.stille_sekunden is not None and lage.stille_sekunden <= WORKER_SILENCE_SECONDS,
        "haelt_mit": lage.alter_sekunden <= SLOW_SECONDS,
        "fehlschlaege": list_failed(request.actor),
        "dateien": read_dateilage(),
        "nav": "betrieb",
    }
    return render(request, "leitstand/betrieb.html", context)


def erneut(request: ActorRequest, mandant_id: int, uebergabe_id: UUID) -> HttpResponse:
    """`POST`: another try of a failed delivery."""
    if request.method == "POST":
        retry_uebergabe(request.actor, mandant_id=mandant_id, delivery_id=uebergabe_id)
        messages.success(request, "Die Übergabe wird noch einmal versucht.")
    return redirect("leitstand:betrieb")

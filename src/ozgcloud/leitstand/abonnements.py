"""Page of one webhook: how it is, its last tries, and how it goes on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ozgcloud.ausgang import queries
from ozgcloud.ausgang.actions.change_abonnement import Aenderung, change_abonnement
from ozgcloud.ausgang.actions.resume_abonnement import resume_abonnement
from ozgcloud.ausgang.rules.arten import BEDEUTUNG, Art
from ozgcloud.ausgang.rules.zustellung import STOPPGRUND, Stopp
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, InvalidInput, OzgError
from ozgcloud.leitstand.eingaben import refusal, status_of
from ozgcloud.leitstand.schnittstellen_form import read_moment
from ozgcloud.schnittstelle.queries import get_client

GESENDET = "Das Abonnement wird wieder beliefert."


def abonnement(request: ActorRequest, client_id: UUID, abonnement_id: UUID) -> HttpResponse:
    """One webhook; POST resumes it, from a day on when one is given, or pauses it."""
    fehler: OzgError | None = None
    if request.method == "POST":
        try:
            meldung = _act(request, client_id, abonnement_id)
        except (InvalidInput, Conflict) as error:
            fehler = error
        else:
            messages.success(request, meldung)
            return redirect("leitstand:abonnement", client_id, abonnement_id)
    found = queries.get_abonnement(client_id, abonnement_id)
    context = {
        "client": get_client(client_id),
        "abonnement": found,
        "grund": STOPPGRUND[Stopp(found.stoppgrund)] if found.stoppgrund else "",
        "arten": [BEDEUTUNG[Art(value)] for value in found.arten],
        "wartend": queries.count_wartend(client_id, abonnement_id),
        "versuche": queries.list_versuche(client_id, abonnement_id),
        "texte": request.POST,
        "nav": "schnittstellen",
    }
    page = "leitstand/schnittstellen/abonnement.html"
    return render(request, page, {**context, **refusal(fehler)}, status=status_of(fehler))


def _act(request: ActorRequest, client_id: UUID, abonnement_id: UUID) -> str:
    if request.POST.get("_tun") == "pausieren":
        aenderung = Aenderung(pausiert=True)
        change_abonnement(request.actor, client_id=client_id, abonnement_id=abonnement_id, aenderung=aenderung)
        return "Das Abonnement ist angehalten. Ereignisse werden aufgehoben."
    ab = read_moment(request.POST)
    resume_abonnement(request.actor, client_id=client_id, abonnement_id=abonnement_id, ab=ab)
    return GESENDET if ab is None else f"{GESENDET} Ereignisse ab diesem Tag werden noch einmal gesendet."

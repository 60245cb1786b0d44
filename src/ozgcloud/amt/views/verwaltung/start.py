"""Where the Fachadministration begins, and logins to practise with."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ozgcloud.amt.verwaltung.eingaben import shown_again, status_of
from ozgcloud.amt.views.verwaltung.personen import credentials
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.actor import Rolle, Rollenzuweisung
from ozgcloud.core.errors import InvalidInput
from ozgcloud.mandant.actions.open_uebungszugang import open_uebungszugang
from ozgcloud.mandant.queries import get_mandant, twin_of

UEBUNGSROLLEN = (Rollenzuweisung(Rolle.USER), Rollenzuweisung(Rolle.POSTSTELLE))
KEINE = "Für Ihre Verwaltung gibt es keinen Übungsmandanten. Bitte wenden Sie sich an den Betrieb."


def start(request: ActorRequest) -> HttpResponse:
    """What can be set up here."""
    return render(request, "amt/verwaltung/start.html", {"nav": "verwaltung"})


def uebung(request: ActorRequest) -> HttpResponse:
    """A login for some hours in the practice twin; shown once."""
    twin, fehler = twin_of(request.actor.mandant_id or 0), None
    if request.method == "POST":
        try:
            return _open(request)
        except InvalidInput as error:
            fehler = error
    ist_uebung = get_mandant(request.actor.mandant_id or 0).uebung_von_id is not None
    context = {"twin": twin, "ist_uebung": ist_uebung, "texte": request.POST, "nav": "verwaltung"}
    context |= shown_again(fehler, "uebung")
    return render(request, "amt/verwaltung/uebung.html", context, status=status_of(fehler))


def _open(request: ActorRequest) -> HttpResponse:
    twin = twin_of(request.actor.mandant_id or 0)
    if twin is None:
        raise InvalidInput(KEINE)
    hours = request.POST.get("stunden", "")
    stunden = int(hours) if hours.isascii() and hours.isdigit() and len(hours) < 3 else 0
    zugang = open_uebungszugang(request.actor, mandant_id=twin.id, rollen=UEBUNGSROLLEN, stunden=stunden)
    return credentials(request, zugang.benutzername, zugang.passwort, reverse("amt:uebungszugang"))

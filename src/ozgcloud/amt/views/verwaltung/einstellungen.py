"""What everybody sets for himself: absence, e-mails, password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ozgcloud.amt.verwaltung.eingaben import shown_again, status_of
from ozgcloud.amt.verwaltung.personen import OWN, settings_context, take_step
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.mandant.actions.change_passwort import change_passwort


def einstellungen(request: ActorRequest) -> HttpResponse:
    """The own settings; POST `_tun` says which form of the page was sent."""
    person_id = request.actor.require_person()
    wanted, fehler = request.POST.get("_tun", ""), None
    if request.method == "POST":
        try:
            satz = _change_passwort(request) if wanted == "passwort" else ""
            messages.success(request, satz or take_step(request.actor, person_id, request.POST, OWN))
            return redirect("amt:einstellungen")
        except (InvalidInput, Conflict) as error:
            fehler = error
    context = settings_context(request.actor, person_id)
    kept = {"takt": context["einstellung"].takt.value, "umfang": context["einstellung"].umfang.value}
    context |= {**shown_again(fehler, wanted), "texte": {**kept, **request.POST.dict()}, "nav": "einstellungen"}
    return render(request, "amt/verwaltung/einstellungen.html", context, status=status_of(fehler))


def _change_passwort(request: ActorRequest) -> str:
    change_passwort(request.actor, alt=request.POST.get("alt", ""), neu=request.POST.get("passwort", ""))
    login = request.user
    if isinstance(login, User):
        login.refresh_from_db()
        update_session_auth_hash(request, login)
    return "Das neue Passwort gilt ab jetzt. Andere Anmeldungen mit Ihrem Namen sind beendet."

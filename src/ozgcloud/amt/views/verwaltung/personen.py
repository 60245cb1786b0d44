"""People and their Rollen, for the Fachadministration."""

import secrets
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ozgcloud.amt.verwaltung.eingaben import (
    choices,
    read_angaben,
    read_id,
    read_zuweisung,
    shown_again,
    status_of,
    stored_instead,
)
from ozgcloud.amt.verwaltung.personen import OTHERS, list_lines, person_context, take_step
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.eingabe import require_all
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, OzgError
from ozgcloud.mandant.actions.create_person import NeuePerson, create_person
from ozgcloud.mandant.actions.reset_passwort import reset_passwort
from ozgcloud.mandant.personal import list_einheiten, list_personal
from ozgcloud.mandant.rules import require_neu

EXPECTED = (InvalidInput, Conflict, Forbidden)


def liste(request: ActorRequest) -> HttpResponse:
    """People the actor administers, by name."""
    suche, ehemalige = request.GET.get("suche", ""), request.GET.get("ehemalige") == "on"
    try:
        nach = read_id(request.GET.get("nach", ""), "nach")
    except InvalidInput:
        nach = None
    zeilen, mehr = list_personal(request.actor, suche=suche, auch_ehemalige=ehemalige, nach=nach)
    context = {
        "personen": list_lines(zeilen),
        "mehr": mehr,
        "suche": suche,
        "ehemalige": ehemalige,
        "nav": "verwaltung",
    }
    return render(request, "amt/verwaltung/personen.html", context)


def neu(request: ActorRequest) -> HttpResponse:
    """The form of a new Person, and her first password, shown once."""
    fehler: OzgError | None = None
    if request.method == "POST":
        try:
            return _created(request)
        except EXPECTED as error:
            fehler = error
    context = {
        **choices(request.actor, list_einheiten(request.actor)),
        **shown_again(fehler, "neu"),
        "texte": request.POST,
        "nav": "verwaltung",
    }
    return render(request, "amt/verwaltung/person_neu.html", context, status=status_of(fehler))


def _created(request: ActorRequest) -> HttpResponse:
    angaben, benutzername = read_angaben(request.POST), request.POST.get("benutzername", "").strip().lower()
    # Without a Rolle that can be read there is nobody to make; what else is wrong is told with it all the same.
    require_all(lambda: require_neu(benutzername, angaben), lambda: read_zuweisung(request.POST))
    passwort = secrets.token_urlsafe(12)
    person = NeuePerson(**asdict(angaben), benutzername=benutzername, rollen=(read_zuweisung(request.POST),))
    made = create_person(request.actor, person=person, passwort=passwort)
    return credentials(request, person.benutzername, passwort, reverse("amt:person", args=(made.person_id,)))


def credentials(request: ActorRequest, benutzername: str, passwort: str, weiter: str) -> HttpResponse:
    """A page that shows a password once; no browser keeps it."""
    context = {"benutzername": benutzername, "passwort": passwort, "weiter": weiter, "nav": "verwaltung"}
    response = render(request, "amt/verwaltung/zugang.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def person(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """One Person; POST `_tun` says which form of the page was sent."""
    context, fehler = person_context(request.actor, person_id), None
    wanted = request.POST.get("_tun", "")
    if request.method == "POST":
        try:
            if wanted == "passwort":
                made = reset_passwort(request.actor, person_id=person_id)
                return credentials(request, made.benutzername, made.passwort, reverse("amt:person", args=(person_id,)))
            messages.success(request, take_step(request.actor, person_id, request.POST, OTHERS))
            return redirect("amt:person", person_id)
        except EXPECTED as error:
            fehler = error
    kept = _kept(context)
    context |= {**shown_again(fehler, wanted), "texte": {**kept, **request.POST.dict()}, "nav": "verwaltung"}
    context["fehler"] = {**context["fehler"], **stored_instead(fehler, kept, request.POST)}
    return render(request, "amt/verwaltung/person.html", context, status=status_of(fehler))


def _kept(context: dict[str, Any]) -> dict[str, str]:
    """What the forms begin with: the record."""
    blatt = context["blatt"]
    return {
        "name": blatt.zeile.name,
        "zeichen": blatt.zeichen,
        "telefon": blatt.telefon,
        "email": blatt.zeile.email,
        "zimmer": blatt.zimmer,
        "takt": context["einstellung"].takt.value,
        "umfang": context["einstellung"].umfang.value,
    }

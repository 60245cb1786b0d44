"""What must be looked at before a case goes its way: the list, and what can be done about an entry."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from ozgcloud.amt.antworten import done, errors_of, moved_on, page
from ozgcloud.amt.fall import Fall, load_fall
from ozgcloud.amt.quarantaene import (
    ERKLAERUNG,
    LABELS,
    NUTZEN,
    TITEL,
    Abhilfe,
    first_texts,
    load_pruefliste,
    remedy_of,
)
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput
from ozgcloud.postfach.actions.discard_dublette import discard_dublette
from ozgcloud.postfach.actions.request_ergaenzung import request_ergaenzung
from ozgcloud.vorgang.actions.accept_quarantaene import accept_quarantaene
from ozgcloud.vorgang.quarantaene import SETTLED, Hinweis


def liste(request: ActorRequest) -> HttpResponse:
    """Open entries of the cases the actor may see, oldest first."""
    context = {"liste": load_pruefliste(request.actor, request.GET), "nav": "quarantaene"}
    return render(request, "amt/quarantaene.html", context)


def massnahme(request: ActorRequest, vorgang_id: UUID, quarantaene_id: UUID, massnahme: str) -> HttpResponse:
    """The form of a remedy, and the remedy itself; whatever was typed comes back with an error."""
    fall = load_fall(request.actor, vorgang_id)
    if any(one.id == quarantaene_id and one.erledigt_am for one in fall.hinweise):
        return moved_on(request, vorgang_id, Conflict(SETTLED))
    hinweis, abhilfe = remedy_of(fall, quarantaene_id, massnahme)
    if not fall.darf_bearbeiten:
        raise Forbidden
    if request.method != "POST":
        return _page(request, fall, hinweis, abhilfe, {"texte": first_texts(fall, hinweis, abhilfe), "fehler": {}})
    try:
        _take(request, hinweis, abhilfe)
    except InvalidInput as fehler:
        return _page(request, fall, hinweis, abhilfe, {"texte": request.POST, **errors_of(fehler, LABELS)}, 422)
    except Conflict as conflict:
        return moved_on(request, vorgang_id, conflict)
    return done(request, vorgang_id, NUTZEN[abhilfe])


def _take(request: ActorRequest, hinweis: Hinweis, abhilfe: Abhilfe) -> None:
    ids = {"vorgang_id": hinweis.vorgang_id, "quarantaene_id": hinweis.id}
    posted = {name: request.POST.get(name, "") for name in LABELS}
    match abhilfe:
        case Abhilfe.UEBERNEHMEN:
            accept_quarantaene(request.actor, **ids, begruendung=posted["begruendung"])
        case Abhilfe.DUBLETTE:
            discard_dublette(request.actor, **ids, begruendung=posted["begruendung"])
        case Abhilfe.ERGAENZEN:
            request_ergaenzung(request.actor, **ids, betreff=posted["betreff"], text=posted["text"])


def _page(
    request: ActorRequest, fall: Fall, hinweis: Hinweis, abhilfe: Abhilfe, again: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {
        "fall": fall,
        "hinweis": hinweis,
        "abhilfe": abhilfe.value,
        "titel": TITEL[abhilfe],
        "erklaerung": ERKLAERUNG[abhilfe],
        **again,
    }
    return page(request, "massnahme", context, status)

"""Many cases at once: ask, begin, watch, stop, take back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from ozgcloud.amt.antworten import errors_of, page
from ozgcloud.amt.rueckweg import liste_address
from ozgcloud.amt.stapel import AKTIONEN, BEFUNDE, Wahl, load_treffer, people, read_auftrag, read_wahl, stand_text
from ozgcloud.bearbeitung.rules import PRIORITAETEN
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.stapel.actions.create_stapel import create_stapel
from ozgcloud.stapel.actions.stop_stapel import stop_stapel
from ozgcloud.stapel.actions.undo_stapel import undo_stapel
from ozgcloud.stapel.queries import list_posten, list_stapel, read_stapel
from ozgcloud.stapel.rules import Befund

LABELS = {
    "person": "Zuweisen an",
    "betreff": "Betreff",
    "tag": "Wieder vorlegen am",
    "prioritaet": "Priorität",
    "wort": "Schlagwort",
}


def neu(request: ActorRequest) -> HttpResponse:
    """Ask once more what is to be done with what was chosen in the list."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("amt:liste"))
    try:
        wahl = read_wahl(request.POST)
    except InvalidInput as fehler:
        messages.warning(request, fehler.meldung)
        return HttpResponseRedirect(liste_address(request))
    return _question(request, wahl, {"fehler": {}, "texte": {}}, 200)


def liste(request: ActorRequest) -> HttpResponse:
    """One's own last Stapel; by POST a new one begins."""
    if request.method != "POST":
        rows = [(blatt, AKTIONEN[blatt.aktion], stand_text(blatt)) for blatt in list_stapel(request.actor)]
        return page(request, "stapel/liste", {"stapel": rows})
    try:
        wahl = read_wahl(request.POST)
    except InvalidInput as fehler:
        messages.warning(request, fehler.meldung)
        return HttpResponseRedirect(liste_address(request))
    try:
        begun = create_stapel(request.actor, auftrag=read_auftrag(request.actor, wahl, request.POST))
    except InvalidInput as fehler:
        return _question(request, wahl, {"texte": request.POST, **errors_of(fehler, LABELS)}, 422)
    return HttpResponseRedirect(reverse("amt:stapel", args=(begun.stapel_id,)))


def _question(request: ActorRequest, wahl: Wahl, again: dict[str, object], status: int) -> HttpResponse:
    personen = people(request.actor) if "person" in wahl.felder else []
    treffer = load_treffer(request.actor, wahl) if wahl.alle else None
    choices = {"personen": personen, "prioritaeten": list(PRIORITAETEN.items())}
    context = {"wahl": wahl, "treffer": treffer, **choices, **again}
    return page(request, "stapel/neu", context, status=status)


def stand(request: ActorRequest, stapel_id: UUID) -> HttpResponse:
    """How far it is and what became of each case; while it runs the page asks again by itself."""
    befund = _befund(request.GET)
    blatt = read_stapel(request.actor, stapel_id)
    posten, weiter = list_posten(request.actor, stapel_id, befund=befund, nach=_number(request.GET.get("nach", "")))
    context = {
        "blatt": blatt, "posten": posten, "weiter": weiter, "befund": befund,
        "befunde": [(b, BEFUNDE[b], getattr(blatt, b.value)) for b in BEFUNDE if b is not Befund.OFFEN],
        "aktion": AKTIONEN[blatt.aktion], "stand": stand_text(blatt),
    }  # fmt: skip
    if request.headers.get("HX-Request"):
        return render(request, "amt/stapel/_stand.html", context)
    return page(request, "stapel/stand", context)


def _befund(query: QueryDict) -> Befund:
    text = query.get("befund", "")
    return Befund(text) if text in {b.value for b in Befund} else Befund.MISSLUNGEN


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def anhalten(request: ActorRequest, stapel_id: UUID) -> HttpResponse:
    """Stop it."""
    if request.method == "POST":
        try:
            stop_stapel(request.actor, stapel_id=stapel_id)
            messages.success(request, "Angehalten. Die übrigen Vorgänge bleiben, wie sie sind.")
        except Conflict as conflict:
            messages.warning(request, conflict.meldung)
    read_stapel(request.actor, stapel_id)
    return HttpResponseRedirect(reverse("amt:stapel", args=(stapel_id,)))


def zuruecknehmen(request: ActorRequest, stapel_id: UUID) -> HttpResponse:
    """Take all of it back, where nobody has changed the case since."""
    target = stapel_id
    if request.method == "POST":
        try:
            target = undo_stapel(request.actor, stapel_id=stapel_id).stapel_id
        except Conflict as conflict:
            messages.warning(request, conflict.meldung)
    read_stapel(request.actor, target)
    return HttpResponseRedirect(reverse("amt:stapel", args=(target,)))

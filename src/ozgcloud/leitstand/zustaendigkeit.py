"""Views of Zuständigkeit: rules, proposals with their replay, the test page, what nobody is competent for."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from ozgcloud.core import clock
from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.leitstand.zustaendigkeit_blatt import (
    EBENE_OPTIONEN,
    TITEL,
    as_csv,
    load_luecken,
    load_vorschlag,
    verwaltung_optionen,
)
from ozgcloud.leitstand.zustaendigkeit_form import (
    LABELS,
    read_angaben,
    read_auswahl,
    read_cursor,
    text_of,
    texts_of,
    write_auswahl,
)
from ozgcloud.leitstand.zustaendigkeit_probe import load_probe
from ozgcloud.zustaendigkeit.actions.apply_vorschlag import apply_vorschlag
from ozgcloud.zustaendigkeit.actions.discard_vorschlag import discard_vorschlag
from ozgcloud.zustaendigkeit.actions.propose_regel import propose_regel
from ozgcloud.zustaendigkeit.queries.nachspiel import replay
from ozgcloud.zustaendigkeit.queries.regeln import (
    get_fassung,
    get_vorschlag,
    list_fassungen,
    list_regeln,
    list_vollzugsebenen,
    list_vorschlaege,
)
from ozgcloud.zustaendigkeit.rules.angaben import Vorschlagsart
from ozgcloud.zustaendigkeit.rules.aufloesung import EBENEN, Ebene

NAV = {"nav": "zustaendigkeit"}
PREFILLED = ("leistung_praefix", "ars_praefix", "ebene", "mandant")


def _page(request: ActorRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"leitstand/zustaendigkeit/{name}.html", {**NAV, **context}, status=status)


def liste(request: ActorRequest) -> HttpResponse:
    """All rules that count, narrowed by search, Ebene, Verwaltung and day."""
    auswahl = read_auswahl(request.GET)
    regeln, following = list_regeln(auswahl, after=read_cursor(request.GET.get("nach", "")))
    context = {
        "regeln": regeln,
        "auswahl": auswahl,
        "mehr": write_auswahl(auswahl, following),
        "vorschlaege": list_vorschlaege(),
        "ebenen": EBENE_OPTIONEN,
        "verwaltungen": verwaltung_optionen(),
    }
    return _page(request, "liste", context)


def regel(request: ActorRequest, regel_id: UUID) -> HttpResponse:
    """One rule with all its versions."""
    fassungen = list_fassungen(regel_id)
    return _page(request, "regel", {"fassungen": fassungen, "vorschlaege": list_vorschlaege(regel_id)})


def neu(request: ActorRequest) -> HttpResponse:
    """Propose a new rule; an address may bring facts along."""
    if request.method == "POST":
        return _propose(request, Vorschlagsart.NEU)
    texte = {name: text_of(request.GET, name) for name in PREFILLED}
    return _form(request, Vorschlagsart.NEU, {"texte": {"gueltig_von": f"{clock.today():%d.%m.%Y}", **texte}})


def aendern(request: ActorRequest, fassung_id: UUID) -> HttpResponse:
    """Propose another content for a rule."""
    return _from_version(request, Vorschlagsart.AENDERN, fassung_id)


def beenden(request: ActorRequest, fassung_id: UUID) -> HttpResponse:
    """Propose an end for a rule."""
    return _from_version(request, Vorschlagsart.BEENDEN, fassung_id)


def _from_version(request: ActorRequest, art: Vorschlagsart, fassung_id: UUID) -> HttpResponse:
    fassung = get_fassung(fassung_id)
    if request.method == "POST":
        return _propose(request, art, fassung_id)
    texte = texts_of(fassung.angaben)
    if art is Vorschlagsart.BEENDEN:
        texte["gueltig_bis"] = f"{clock.today():%d.%m.%Y}"
    return _form(request, art, {"texte": texte, "fassung": fassung})


def _propose(request: ActorRequest, art: Vorschlagsart, fassung_id: UUID | None = None) -> HttpResponse:
    fassung = get_fassung(fassung_id) if fassung_id else None
    try:
        angaben = read_angaben(_posted(request, art, fassung_id), uebung=bool(fassung and fassung.angaben.uebung))
        event = propose_regel(request.actor, art=art, angaben=angaben, basis_id=fassung_id)
    except InvalidInput as error:
        summary = [(f"id_{feld}", f"{LABELS.get(feld, feld)}: {text}") for feld, text in error.fehler.items()]
        again = {"texte": request.POST, "fehler": error.fehler, "fehlerliste": summary or [("", error.meldung)]}
        return _form(request, art, {**again, "fassung": fassung}, 422)
    except Conflict as conflict:
        return _form(request, art, {"texte": request.POST, "konflikt": conflict.meldung, "fassung": fassung}, 409)
    return HttpResponseRedirect(reverse("leitstand:regelvorschlag", args=(event.vorschlag_id,)))


def _posted(request: ActorRequest, art: Vorschlagsart, fassung_id: UUID | None) -> dict[str, str]:
    """The form; who only ends a rule has typed nothing but the last day."""
    posted = {name: request.POST.get(name, "") for name in LABELS}
    if art is not Vorschlagsart.BEENDEN or fassung_id is None:
        return posted
    return {**texts_of(get_fassung(fassung_id).angaben), "gueltig_bis": posted["gueltig_bis"]}


def _form(request: ActorRequest, art: Vorschlagsart, context: dict[str, Any], status: int = 200) -> HttpResponse:
    context = {
        "fehler": {},
        "titel": TITEL[art],
        "ist_ende": art is Vorschlagsart.BEENDEN,
        "ebenen": EBENE_OPTIONEN,
        "verwaltungen": verwaltung_optionen(),
        **context,
    }
    return _page(request, "formular", context, status)


def vorschlag(request: ActorRequest, vorschlag_id: UUID) -> HttpResponse:
    """A proposal with every difference it would have made."""
    return _page(request, "vorschlag", load_vorschlag(get_vorschlag(vorschlag_id)))


def unterschiede(request: ActorRequest, vorschlag_id: UUID) -> HttpResponse:
    """All differences as CSV."""
    response = HttpResponse(as_csv(replay(get_vorschlag(vorschlag_id))), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="Unterschiede.csv"'
    return response


def uebernehmen(request: ActorRequest, vorschlag_id: UUID) -> HttpResponse:
    """Make the proposal the rule."""
    gelesen = get_vorschlag(vorschlag_id)
    if request.method == "POST":
        try:
            apply_vorschlag(request.actor, vorschlag_id=vorschlag_id, stand=request.POST.get("stand", ""))
        except (Conflict, InvalidInput) as error:
            refusal = " ".join([error.meldung, *getattr(error, "fehler", {}).values()])
            context = {**load_vorschlag(get_vorschlag(vorschlag_id)), "hindernis": refusal}
            return _page(request, "vorschlag", context, 409)
        messages.success(request, "Die Regel ist übernommen und gilt ab jetzt in dieser Fassung.")
        return HttpResponseRedirect(reverse("leitstand:regel", args=(gelesen.regel_id,)))
    return HttpResponseRedirect(reverse("leitstand:regelvorschlag", args=(vorschlag_id,)))


def fallenlassen(request: ActorRequest, vorschlag_id: UUID) -> HttpResponse:
    """Drop the proposal."""
    get_vorschlag(vorschlag_id)
    if request.method == "POST":
        try:
            discard_vorschlag(request.actor, vorschlag_id=vorschlag_id)
            messages.success(request, "Der Vorschlag ist verworfen. Die Regeln sind unverändert.")
        except Conflict as conflict:
            messages.warning(request, conflict.meldung)
        return HttpResponseRedirect(reverse("leitstand:zustaendigkeit"))
    return HttpResponseRedirect(reverse("leitstand:regelvorschlag", args=(vorschlag_id,)))


def probe(request: ActorRequest) -> HttpResponse:
    """What would happen to this Antrag?"""
    context = load_probe(request.GET)
    return _page(request, "probe", context, 422 if context["fehler"] else 200)


def klaerung(request: ActorRequest) -> HttpResponse:
    """Leistungen at places that nobody is competent for, as intake has shown."""
    return _page(request, "klaerung", {"luecken": load_luecken()})


def vollzugsebenen(request: ActorRequest) -> HttpResponse:
    """Which kind of Verwaltung executes which Leistung."""
    eintraege = [(eintrag, EBENEN[Ebene(eintrag.ebene)]) for eintrag in list_vollzugsebenen()]
    return _page(request, "vollzugsebenen", {"eintraege": eintraege})

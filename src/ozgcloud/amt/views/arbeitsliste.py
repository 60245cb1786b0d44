"""The work list, its filters and columns, and the way from case to case."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from ozgcloud.amt.antworten import errors_of
from ozgcloud.amt.liste import SUCHLAUF, UNASKED, Stelle, load_seite, neighbour_in_list
from ozgcloud.amt.listenadresse import TAGESFELDER, misread_days, read_cursor, read_filter, write_filter
from ozgcloud.amt.listenfilter import load_filterblatt
from ozgcloud.amt.listenspalten import SPALTEN, choose
from ozgcloud.amt.listenvorschau import load_vorschau
from ozgcloud.amt.rueckweg import last_liste, liste_address, remember_liste
from ozgcloud.amt.stapel import AKTIONEN
from ozgcloud.ansicht.actions.choose_spalten import choose_spalten
from ozgcloud.ansicht.actions.delete_ansicht import delete_ansicht
from ozgcloud.ansicht.actions.save_ansicht import save_ansicht
from ozgcloud.ansicht.queries import list_ansichten, spalten_of
from ozgcloud.ansicht.rules import may_share
from ozgcloud.core.access import ActorRequest, View
from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.vorgang.queries import Filter
from ozgcloud.vorgang.rules import Status

STATI = [(s.value, s.value) for s in Status]
STAPEL = [(aktion.value, name) for aktion, name in AKTIONEN.items()]
LOOKS_LEFT = frozenset(str(number) for number in range(1, UNASKED + 1))
ERGEBNIS = "ergebnis"
"""What a list without hits is replaced by as a whole (`amt/liste.html`)."""
KEIN_TAG = "Bitte geben Sie ein Datum an, das es gibt, mit vier Ziffern für das Jahr, zum Beispiel 21.11.2026."
RUECKWAERTS = "Der letzte Tag liegt vor dem ersten."
AUS = "aus"
"""Query string of a case page that names the list one comes from."""


def liste(request: ActorRequest) -> HttpResponse:
    """A page of the cases the actor may see, remembered for the way back; a day that is none leads back to the form."""
    auswahl = read_filter(request.GET)
    if wrong := misread_days(request.GET):
        return _wrong_days(request, auswahl, wrong, dict.fromkeys(wrong, KEIN_TAG))
    if auswahl.von and auswahl.bis and auswahl.bis < auswahl.von:
        return _wrong_days(request, auswahl, {}, {"bis": RUECKWAERTS})
    vor = read_cursor(request.GET.get("vor", ""))
    nach = read_cursor(request.GET.get("nach", ""))
    is_part = "HX-Request" in request.headers and request.headers.get("HX-Target") != ERGEBNIS and nach is not None
    stelle = Stelle(vor or nach, vor is not None, is_part, _looks_left(request))
    seite = load_seite(request.actor, auswahl, stelle)
    if is_part:
        return render(request, "amt/_liste_teil.html", {"seite": seite})
    context = {
        "seite": seite,
        "wer": seite.wer,
        "nav": "vorgaenge",
        "stati": STATI,
        "stapel_aktionen": STAPEL,
        "liste_adresse": seite.adresse,
    }
    response = render(request, "amt/liste.html", context)
    remember_liste(request, response, auswahl, seite.adresse)
    return response


def _wrong_days(request: ActorRequest, auswahl: Filter, typed: dict[str, str], saetze: dict[str, str]) -> HttpResponse:
    fehler = errors_of(InvalidInput("Das Datum ist ungültig.", saetze), TAGESFELDER)
    return _filterblatt(request, auswahl, {**typed, **fehler}, 422)


def _looks_left(request: ActorRequest) -> int:
    """Looks that are taken unasked after this one."""
    left = request.GET.get(SUCHLAUF, "")
    return int(left) - 1 if left in LOOKS_LEFT else UNASKED


def filterblatt(request: ActorRequest) -> HttpResponse:
    """All filters at once, and the name to keep them under."""
    auswahl = read_filter(request.GET)
    return _filterblatt(request, auswahl, {})


def _filterblatt(request: ActorRequest, auswahl: Filter, again: dict[str, object], status: int = 200) -> HttpResponse:
    context = {
        "blatt": load_filterblatt(request.actor, auswahl),
        "adresse": write_filter(auswahl),
        "von": auswahl.von,
        "bis": auswahl.bis,
        "gespeicherte": list_ansichten(request.actor),
        "darf_teilen": may_share(request.actor),
        "nav": "vorgaenge",
        **again,
    }
    return render(request, "amt/liste_filter.html", context, status=status)


def ansicht_speichern(request: ActorRequest) -> HttpResponse:
    """Keep the filter under a name."""
    auswahl = read_filter(QueryDict(request.POST.get("liste", "")))
    if request.method != "POST":
        return HttpResponseRedirect(reverse("amt:liste_filter"))
    name, geteilt = request.POST.get("name", ""), bool(request.POST.get("geteilt"))
    try:
        _, gab_es = save_ansicht(request.actor, name=name, abfrage=write_filter(auswahl), geteilt=geteilt)
    except InvalidInput as fehler:
        again = {"name": name, "geteilt": geteilt, **errors_of(fehler, {"name": "Name"})}
        return _filterblatt(request, auswahl, again, 422)
    wie = "zeigt ab jetzt diesen Filter statt des früheren" if gab_es else "ist gespeichert"
    messages.success(request, f"Die Ansicht „{name.strip()}“ {wie}.")
    return HttpResponseRedirect(f"{reverse('amt:liste')}?{write_filter(auswahl)}")


def ansicht_loeschen(request: ActorRequest, ansicht_id: UUID) -> HttpResponse:
    """Give a saved view up; somebody else's is not found."""
    if all(ansicht_id != eine.id for eine in list_ansichten(request.actor)):
        raise NotFound
    if request.method == "POST":
        delete_ansicht(request.actor, ansicht_id=ansicht_id)
        messages.success(request, "Die Ansicht ist gelöscht. Ihre Vorgänge sind davon nicht berührt.")
    return HttpResponseRedirect(reverse("amt:liste_filter"))


def spalten(request: ActorRequest) -> HttpResponse:
    """The columns of this person."""
    if request.method == "POST":
        chosen = [spalte.schluessel for spalte in choose(request.POST.getlist("spalte"))]
        choose_spalten(request.actor, spalten=chosen)
        messages.success(request, "Die Spalten sind gespeichert.")
        return HttpResponseRedirect(liste_address(request))
    context = {
        "angebot": [(spalte.schluessel, spalte.name) for spalte in SPALTEN],
        "gewaehlt": [spalte.schluessel for spalte in choose(spalten_of(request.actor))],
        "nav": "vorgaenge",
    }
    return render(request, "amt/liste_spalten.html", context)


def vorschau(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
    """What matters of a case, beside the list; without script a page of its own. Looking is logged as reading."""
    context = {"vorschau": load_vorschau(request.actor, vorgang_id), "nav": "vorgaenge"}
    context["aus"] = request.GET.get(AUS, "")
    vorlage = "amt/_vorschau.html" if request.headers.get("HX-Request") else "amt/liste_vorschau.html"
    return render(request, vorlage, context)


def neighbour(*, rueckwaerts: bool) -> View:
    """The view that leads on to the case before or behind this one in the list one comes from; at its end to the
    list.
    """

    def go(request: ActorRequest, vorgang_id: UUID) -> HttpResponse:
        address = request.GET.get(AUS, "") or last_liste(request)
        auswahl = read_filter(QueryDict(address))
        found = neighbour_in_list(request.actor, auswahl, vorgang_id, rueckwaerts=rueckwaerts)
        if found is None:
            messages.info(request, "Das war der letzte Vorgang dieser Liste in dieser Richtung.")
            return HttpResponseRedirect(f"{reverse('amt:liste')}?{write_filter(auswahl)}")
        travels = f"?{urlencode({AUS: request.GET[AUS]})}" if request.GET.get(AUS) else ""
        return HttpResponseRedirect(reverse("amt:antrag", args=(found,)) + travels)

    return go

"""Pages of the Mandanten: the list, a new one, one with its Online-Dienste."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ozgcloud.core.access import ActorRequest
from ozgcloud.core.errors import Conflict, InvalidInput, OzgError
from ozgcloud.leitstand.eingaben import read_date, read_stand, refusal, status_of
from ozgcloud.mandant.actions.save_mandant import save_mandant
from ozgcloud.mandant.gebietsangaben import LAENDER
from ozgcloud.mandant.queries import ARTEN, get_mandant
from ozgcloud.mandant.verwaltungsangaben import read_verwaltung
from ozgcloud.rollout.actions.set_anbindung import set_anbindung
from ozgcloud.rollout.queries import list_dienststaende, list_mandantenzeilen
from ozgcloud.rollout.rules import STAENDE, STAND_FOLLOWS, Anbindungsstand


def liste(request: ActorRequest) -> HttpResponse:
    """All Mandanten, or those whose name matches `?q=`."""
    begriff = request.GET.get("q", "").strip()[:100]
    zeilen = list_mandantenzeilen(request.actor)
    treffer = [zeile for zeile in zeilen if begriff.casefold() in zeile.mandant.name.casefold()]
    context = {"zeilen": treffer, "begriff": begriff, "gesamt": len(zeilen), "nav": "mandanten"}
    return render(request, "leitstand/mandanten.html", context)


def neu(request: ActorRequest) -> HttpResponse:
    """A Verwaltung becomes a Mandant: name, kind, place; everything else can wait."""
    fehler: OzgError | None = None
    if request.method == "POST":
        try:
            stored = save_mandant(request.actor, angaben=read_verwaltung(request.POST.dict()))
        except (InvalidInput, Conflict) as error:
            fehler = error
        else:
            messages.success(request, "Die Verwaltung ist angelegt. Als Nächstes: Anbindung und Online-Dienste.")
            return redirect("leitstand:mandant", stored.mandant_id)
    laender = [(key, name) for key, (_, name) in LAENDER.items()]
    texte: Any = request.POST or {"land": "1", "art": "amt"}
    context = {"arten": list(ARTEN.items()), "laender": laender, "texte": texte, "nav": "mandanten", **refusal(fehler)}
    return render(request, "leitstand/mandant_neu.html", context, status=status_of(fehler))


def mandant(request: ActorRequest, mandant_id: int) -> HttpResponse:
    """One Mandant: how far it is, and every Online-Dienst; POST takes the connection a step further."""
    fehler: OzgError | None = None
    if request.method == "POST":
        try:
            am = read_date(request.POST, "am")
            assert am is not None
            set_anbindung(request.actor, mandant_id=mandant_id, stand=read_stand(request.POST), am=am)
        except (InvalidInput, Conflict) as error:
            fehler = error
        else:
            messages.success(request, "Der Stand der Anbindung ist eingetragen.")
            return redirect("leitstand:mandant", mandant_id)
    context = {**_mandant_context(request, mandant_id), **refusal(fehler)}
    return render(request, "leitstand/mandant.html", context, status=status_of(fehler))


def _mandant_context(request: ActorRequest, mandant_id: int) -> dict[str, Any]:
    anbindung, dienste = list_dienststaende(request.actor, mandant_id)
    stand = Anbindungsstand(anbindung.stand) if anbindung else None
    return {
        "mandant": get_mandant(mandant_id),
        "anbindung": anbindung,
        "stand": STAENDE[stand] if stand else "nicht begonnen",
        "staende": [(s.value, STAENDE[s]) for s in Anbindungsstand if s in STAND_FOLLOWS[stand]],
        "dienste": dienste,
        "texte": request.POST,
        "nav": "mandanten",
    }

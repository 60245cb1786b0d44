"""Pages of the roll-out: one Online-Dienst at one Mandant, many at once, and withdrawing one everywhere."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ozgcloud.core.access import ActorRequest
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, InvalidInput, OzgError
from ozgcloud.leitstand.eingaben import read_date, read_dienste, read_mandanten, read_phase, refusal, status_of
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.onlinedienst.actions.save_parameter import save_parameter
from ozgcloud.onlinedienst.actions.withdraw_onlinedienst import withdraw_onlinedienst
from ozgcloud.onlinedienst.parameter import read_declaration
from ozgcloud.onlinedienst.queries import get_onlinedienst
from ozgcloud.rollout.actions.plan_phase import plan_phase
from ozgcloud.rollout.actions.set_blocker import set_blocker
from ozgcloud.rollout.actions.set_phase import set_phase
from ozgcloud.rollout.actions.switch_many import require_pairs, switch_many
from ozgcloud.rollout.queries import get_weg, list_auswahl, preview_phase
from ozgcloud.rollout.rules import PHASEN, Phase, next_phases

Post = Any
Step = Callable[[Actor, int, UUID, Post], str]


def dienst(request: ActorRequest, mandant_id: int, onlinedienst_id: UUID) -> HttpResponse:
    """The way of one Online-Dienst into one Mandant; POST `_tun` says which of the four forms was sent."""
    fehler: OzgError | None = None
    if request.method == "POST":
        try:
            satz = _step(request.POST.get("_tun", ""))(request.actor, mandant_id, onlinedienst_id, request.POST)
        except (InvalidInput, Conflict) as error:
            fehler = error
        else:
            messages.success(request, satz)
            return redirect("leitstand:dienst", mandant_id, onlinedienst_id)
    context = {**_dienst_context(request, mandant_id, onlinedienst_id, fehler), **refusal(fehler)}
    return render(request, "leitstand/dienst.html", context, status=status_of(fehler))


def _dienst_context(
    request: ActorRequest, mandant_id: int, onlinedienst_id: UUID, fehler: OzgError | None
) -> dict[str, Any]:
    weg = get_weg(request.actor, mandant_id, onlinedienst_id)
    return {
        "mandant": get_mandant(mandant_id),
        "weg": weg,
        "phasen": [(phase, PHASEN[phase], weg.schritte.get(phase)) for phase in Phase],
        "naechste": [(phase.value, PHASEN[phase]) for phase in next_phases(weg.stand.phase)],
        "planbar": [(phase.value, name) for phase, name in PHASEN.items()],
        "parameter": _parameter(weg, request.POST, fehler),
        "texte": request.POST,
        "nav": "mandanten",
    }


def _step(name: str) -> Step:
    try:
        return STEPS[name]
    except KeyError:
        raise InvalidInput("Bitte benutzen Sie eines der Formulare dieser Seite.") from None


def _reach(actor: Actor, mandant_id: int, onlinedienst_id: UUID, post: Post) -> str:
    phase, am = read_phase(post), read_date(post, "am")
    assert am is not None
    set_phase(
        actor,
        mandant_id=mandant_id,
        onlinedienst_id=onlinedienst_id,
        phase=phase,
        am=am,
        nachweis=post.get("nachweis", ""),
    )
    return f"„{PHASEN[phase]}“ ist eingetragen."


def _plan(actor: Actor, mandant_id: int, onlinedienst_id: UUID, post: Post) -> str:
    phase = read_phase(post, "phase_geplant")
    tag = read_date(post, "geplant_am", optional=True)
    plan_phase(actor, mandant_id=mandant_id, onlinedienst_id=onlinedienst_id, phase=phase, geplant_am=tag)
    return f"„{PHASEN[phase]}“ ist geplant." if tag else f"„{PHASEN[phase]}“ ist nicht mehr geplant."


def _block(actor: Actor, mandant_id: int, onlinedienst_id: UUID, post: Post) -> str:
    text = post.get("blocker", "")
    set_blocker(actor, mandant_id=mandant_id, onlinedienst_id=onlinedienst_id, text=text)
    return "Es ist eingetragen, was im Weg steht." if text.strip() else "Es steht nichts mehr im Weg."


def _save(actor: Actor, mandant_id: int, onlinedienst_id: UUID, post: Post) -> str:
    werte = {name.removeprefix("parameter_"): post[name] for name in post if name.startswith("parameter_")}
    save_parameter(actor, mandant_id=mandant_id, onlinedienst_id=onlinedienst_id, werte=werte)
    return "Die Angaben der Verwaltung sind gespeichert."


STEPS: dict[str, Step] = {"erreichen": _reach, "planen": _plan, "blockieren": _block, "angaben": _save}


def _parameter(weg: Any, post: Post, error: OzgError | None) -> list[tuple[Any, str, str]]:
    """(declaration, value as typed or stored, error) for each parameter."""
    stored = weg.betrieb.parameter if weg.betrieb else {}
    fehler = error.fehler if isinstance(error, InvalidInput) else {}
    return [
        (p, post.get(f"parameter_{p.name}", stored.get(p.name, "")), fehler.get(f"parameter_{p.name}", ""))
        for p in read_declaration(weg.stand.dienst.parameter)
    ]


def viele(request: ActorRequest) -> HttpResponse:
    """Many at once: choose, see what will change, apply; `_tun` is empty, `vorschau` or `anwenden`."""
    mandanten, dienste = list_auswahl(request.actor)
    chosen = [m.id for m in mandanten if m.id in read_mandanten(request.POST)]
    services = [d.id for d in dienste if d.id in read_dienste(request.POST)]
    fehler: OzgError | None = None
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            context = _many(request.actor, request.POST, chosen, services)
        except (InvalidInput, Conflict) as error:
            fehler = error
    context |= {
        "mandanten": [(m.id, m.name, m.id in chosen) for m in mandanten],
        "dienste": [(d.id, d.titel, d.id in services) for d in dienste],
        "phasen": [(phase.value, name) for phase, name in PHASEN.items()],
        "texte": request.POST,
        "nav": "rollout",
        **refusal(fehler),
    }
    return render(request, "leitstand/rollout.html", context, status=status_of(fehler))


def _many(actor: Actor, post: Post, mandanten: list[int], dienste: list[UUID]) -> dict[str, Any]:
    phase, am = read_phase(post), read_date(post, "am")
    assert am is not None
    require_pairs(len(mandanten) * len(dienste))
    base = {"phase": PHASEN[phase], "am": am, "phase_wert": phase.value}
    zeilen = preview_phase(actor, mandanten=mandanten, dienste=dienste, phase=phase, am=am)
    if post.get("_tun") != "anwenden":
        return {**base, "vorschau": zeilen, "machbar": sum(not zeile.grund for zeile in zeilen)}
    names = {(z.mandant.id, z.dienst.id): z for z in zeilen}
    ergebnisse = switch_many(actor, mandanten=mandanten, dienste=dienste, phase=phase, am=am)
    shown = [
        (names[e.mandant_id, e.onlinedienst_id], e.grund)
        for e in ergebnisse
        if (e.mandant_id, e.onlinedienst_id) in names
    ]
    return {**base, "ergebnisse": shown, "gelungen": sum(not grund for _, grund in shown)}


def abkuendigen(request: ActorRequest, onlinedienst_id: UUID) -> HttpResponse:
    """Ask, then withdraw an Online-Dienst everywhere: no new Anträge, old cases go on."""
    gewaehlt, fehler = get_onlinedienst(onlinedienst_id), None
    if request.method == "POST":
        try:
            withdraw_onlinedienst(request.actor, onlinedienst_id=onlinedienst_id)
        except Conflict as error:
            fehler = error
        else:
            messages.success(request, f"„{gewaehlt.titel}“ ist abgekündigt.")
            return redirect("leitstand:start")
    context = {"dienst": gewaehlt, "nav": "start", **refusal(fehler)}
    return render(request, "leitstand/abkuendigen.html", context, status=status_of(fehler))

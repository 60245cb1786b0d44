"""How events reach a consumer: in which order, how patiently, and when we stop. Plain Python.

An Abonnement has a cursor and a few *Posten*: events behind the cursor that were not accepted yet. What is neither
behind the cursor nor a Posten was never tried. Events of one case form a *Bahn*: the second is sent when the first was
accepted. A failed case waits for its own time; others go on. When several cases fail and none gets through, the
consumer is *gestört*: then only a few probes are sent, and nothing new is drawn, so an outage costs no memory.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from ozgcloud.ausgang.port import Antwort

PAUSEN = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=30),
    timedelta(hours=1),
)
STREUUNG = 0.2
LONGEST_ASKED = timedelta(hours=6)
GEDULD = timedelta(hours=72)
PROBEN = 3
"""How many cases must fail before we believe that it is the consumer."""
STAPEL = 100
MOST_WAITING = 1_000
"""With so many Posten nothing new is drawn."""
GONE = 410


class Stopp(StrEnum):
    """Why an Abonnement was stopped."""

    GEDULD = "geduld"
    ABGEMELDET = "abgemeldet"
    UEBUNG = "uebung"


STOPPGRUND: dict[Stopp, str] = {
    Stopp.GEDULD: "Ein Ereignis wurde 72 Stunden lang nicht angenommen.",
    Stopp.ABGEMELDET: "Der Empfänger hat mit 410 (Gone) geantwortet und will keine Ereignisse mehr.",
    Stopp.UEBUNG: "Testzugängen senden wir nichts zu, denn im Übungsbetrieb verlässt nichts das System.",
}


@dataclass(frozen=True, slots=True)
class Posten:
    """An event on its way: failed tries so far, since when, and when it is due again (None: at once)."""

    nummer: int
    vorgang_id: UUID
    versuche: int = 0
    seit: datetime | None = None
    faellig_am: datetime | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is sent now (`bahnen`, each in order) and what must wait behind an earlier event of its case."""

    bahnen: tuple[tuple[Posten, ...], ...]
    hinten: tuple[Posten, ...]


@dataclass(frozen=True, slots=True)
class Bilanz:
    """What a run leaves: accepted numbers, Posten to keep, whether the consumer is gestört, the reason to stop."""

    angenommen: tuple[int, ...]
    wartend: tuple[Posten, ...]
    gestoert: bool
    stopp: Stopp | None


def pause(versuch: int, zufall: float, gewuenscht: timedelta | None = None) -> timedelta:
    """Wait after the n-th failed try (1, 2, …): growing up to an hour, spread by a fifth, not shorter than asked.

    `zufall` lies in [0, 1). A consumer may ask for at most six hours (Retry-After).
    """
    own = PAUSEN[min(versuch, len(PAUSEN)) - 1] * (1 - STREUUNG + 2 * STREUUNG * zufall)
    return max(own, min(gewuenscht or timedelta(), LONGEST_ASKED))


def may_draw(wartend: int, gestoert: bool) -> bool:
    """Whether new events are taken behind the cursor."""
    return not gestoert and wartend < MOST_WAITING


def plan(wartend: Iterable[Posten], neu: Iterable[Posten], *, jetzt: datetime, gestoert: bool) -> Plan:
    """Due cases first, then new ones, at most `STAPEL` events; a gestört consumer gets the first event of a few cases.

    `neu` lies behind all of `wartend` in the list of events.
    """
    waiting, fresh = _by_case(wartend), _by_case(neu)
    due = [vorgang for vorgang, posten in waiting.items() if _is_due(posten[0], jetzt)]
    if gestoert:
        probes = (due or sorted(waiting, key=lambda vorgang: waiting[vorgang][0].nummer))[:PROBEN]
        return Plan(tuple((waiting[vorgang][0],) for vorgang in probes), tuple(itertools.chain(*fresh.values())))
    lanes = [waiting[vorgang] + fresh.get(vorgang, []) for vorgang in due]
    lanes += [posten for vorgang, posten in fresh.items() if vorgang not in waiting]
    bahnen, rest, room = [], [], STAPEL
    for lane in lanes:
        bahnen.append(tuple(lane[:room]))
        rest += lane[room:]
        room -= min(room, len(lane))
    held = [
        replace(p, faellig_am=waiting[vorgang][0].faellig_am)
        for vorgang, posten in fresh.items()
        if vorgang in waiting and vorgang not in due
        for p in posten
    ]
    new = {p.nummer for posten in fresh.values() for p in posten}
    return Plan(tuple(bahn for bahn in bahnen if bahn), (*held, *(p for p in rest if p.nummer in new)))


def _by_case(posten: Iterable[Posten]) -> dict[UUID, list[Posten]]:
    found: dict[UUID, list[Posten]] = {}
    for p in sorted(posten, key=lambda p: p.nummer):
        found.setdefault(p.vorgang_id, []).append(p)
    return found


def _is_due(posten: Posten, jetzt: datetime) -> bool:
    return posten.faellig_am is None or posten.faellig_am <= jetzt


def settle(
    plan: Plan, antworten: Mapping[int, Antwort], *, jetzt: datetime, gestoert: bool, zufall: Sequence[float]
) -> Bilanz:
    """Account for a run. `antworten` by number; an event without one was not tried and stays due.

    `zufall` is drawn round robin for the pauses. Nothing is ever in neither list: that is what loses no event.
    """
    angenommen: list[int] = []
    wartend: list[Posten] = list(plan.hinten)
    gescheitert: list[Posten] = []
    spread = itertools.cycle(zufall)
    for bahn in plan.bahnen:
        behind: datetime | None = None
        for posten in bahn:
            antwort = antworten.get(posten.nummer)
            if antwort is not None and antwort.angenommen:
                angenommen.append(posten.nummer)
            elif antwort is not None:
                gescheitert.append(_failed(posten, antwort, jetzt, next(spread)))
                behind = gescheitert[-1].faellig_am
            else:
                wartend.append(replace(posten, faellig_am=behind or posten.faellig_am))
    stumm = bool(gescheitert) and not angenommen and (gestoert or len(gescheitert) >= PROBEN)
    return Bilanz(
        tuple(angenommen),
        (*wartend, *gescheitert),
        stumm or (gestoert and not angenommen),
        _reason(gescheitert, antworten, jetzt),
    )


def _failed(posten: Posten, antwort: Antwort, jetzt: datetime, zufall: float) -> Posten:
    versuche = posten.versuche + 1
    due = jetzt + pause(versuche, zufall, antwort.warte)
    return replace(posten, versuche=versuche, seit=posten.seit or jetzt, faellig_am=due)


def next_try(fehlversuche: int, antworten: Iterable[Antwort], *, jetzt: datetime, zufall: float) -> datetime:
    """When a gestört consumer is probed again, after so many silent runs."""
    asked = max((a.warte for a in antworten if a.warte), default=None)
    return jetzt + pause(max(fehlversuche, 1), zufall, asked)


def _reason(gescheitert: Iterable[Posten], antworten: Mapping[int, Antwort], jetzt: datetime) -> Stopp | None:
    if any(antwort.status == GONE for antwort in antworten.values()):
        return Stopp.ABGEMELDET
    if any(posten.seit and jetzt - posten.seit >= GEDULD for posten in gescheitert):
        return Stopp.GEDULD
    return None

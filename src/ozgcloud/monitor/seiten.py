"""What the pages of the monitor show on a day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ozgcloud.core import schaubild
from ozgcloud.core.schaubild import Reihe, Schaubild
from ozgcloud.mandant.queries import ARTEN
from ozgcloud.monitor import definitionen
from ozgcloud.monitor.definitionen import Definition
from ozgcloud.monitor.stichtag import Stichtag
from ozgcloud.rollout import bilanz, zahlen
from ozgcloud.rollout.bilanz import Bilanz, Monatsstand, Tatsache
from ozgcloud.rollout.rules import STAENDE, Anbindungsstand
from ozgcloud.rollout.zahlen import Verwaltung

TOP = 5
MONATE = ("Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")


@dataclass(frozen=True, slots=True)
class Karte:
    """A number with what it means."""

    definition: Definition
    wert: int
    zusatz: str = ""

    @property
    def text(self) -> str:
        """The number in German."""
        return schaubild.german(self.wert)


@dataclass(frozen=True, slots=True)
class Platz:
    """A line of a ranking; `antraege` is None for one to four."""

    rang: int
    verwaltung: Verwaltung
    anzahl: int
    genutzt: int
    antraege: int | None


@dataclass(frozen=True, slots=True)
class Verwaltungszeile:
    """A Verwaltung in the list."""

    verwaltung: Verwaltung
    art: str
    stand: str
    stand_text: str
    seit: date
    dienste: int
    antraege: int | None


@dataclass(frozen=True, slots=True)
class Dienstzeile:
    """An Online-Dienst in the list: in how many Verwaltungen, and since when in the first."""

    titel: str
    verwaltungen: int
    anteil: int
    zuerst: date
    antraege: int | None


def overview(stichtag: Stichtag) -> dict[str, Any]:
    """The first page: all numbers, the development, and the first places."""
    facts, tage, names = zahlen.load_facts(stichtag.tag), zahlen.load_tage(stichtag.tag), zahlen.load_verwaltungen()
    state, staende = bilanz.weigh(facts), bilanz.develop(_of_kommunen(facts, names), stichtag.tag)
    je_mandant = zahlen.load_je_mandant(*bilanz.window(stichtag.tag))
    return {
        "karten": cards(state, tage, stichtag.tag, names),
        "verlauf": _verwaltungen_chart(staende),
        "dienste_verlauf": _dienste_chart(staende),
        "antraege_verlauf": _antraege_chart(tage),
        "champions": _places(state, names, {}, set())[:TOP],
        "aktivste": [(rang, names[m], zahl) for rang, m, zahl in _most_active(je_mandant, names)[:TOP]],
        "fenster": bilanz.window(stichtag.tag),
    }


def cards(state: Bilanz, tage: dict[date, int], tag: date, names: Mapping[int, Verwaltung]) -> list[Karte]:
    """The numbers of the day, in the order of the definitions."""
    four_weeks = bilanz.total(tage, tag, bilanz.WINDOW_DAYS)
    kommunen = {m for m, verwaltung in names.items() if verwaltung.ist_kommunal}
    werte = (
        len(kommunen.intersection(state.mandanten(bilanz.CONNECTED))),
        len(kommunen.intersection(state.mandanten(bilanz.WORKING_IN))),
        len(state.ausgerollt),
        len(state.je_dienst()),
        bilanz.per_day(four_weeks),
        four_weeks,
        bilanz.total(tage, tag, bilanz.YEAR_DAYS),
        bilanz.total(tage, tag),
    )
    zusatz = (f"von {schaubild.german(len(kommunen))}",) + ("",) * 7
    return [Karte(*values) for values in zip(definitionen.KARTEN, werte, zusatz, strict=True)]


def _of_kommunen(facts: Iterable[Tatsache], names: Mapping[int, Verwaltung]) -> list[Tatsache]:
    """Without the connection of authorities of the Land and Kammern; the services of everybody stay."""
    kommunen = {m for m, verwaltung in names.items() if verwaltung.ist_kommunal}
    return [f for f in facts if f.onlinedienst_id is not None or f.mandant_id in kommunen]


def verwaltungen(stichtag: Stichtag) -> dict[str, Any]:
    """Every Verwaltung that takes part, with its state."""
    facts, names = zahlen.load_facts(stichtag.tag), zahlen.load_verwaltungen()
    state, je_mandant = bilanz.weigh(facts), zahlen.load_je_mandant(*bilanz.window(stichtag.tag))
    dienste = state.je_mandant()
    zeilen = [
        Verwaltungszeile(
            names[m],
            ARTEN[names[m].art],
            stand,
            STAENDE[Anbindungsstand(stand)],
            seit,
            dienste[m],
            bilanz.publishable(je_mandant.get(m, 0)),
        )
        for m, (stand, seit) in state.anbindung.items()
        if m in names
    ]
    order = list(STAENDE)
    zeilen.sort(key=lambda z: (order.index(Anbindungsstand(z.stand)) == 0, z.verwaltung.name))
    staende = bilanz.develop(_of_kommunen(facts, names), stichtag.tag)
    return {"zeilen": zeilen, "verlauf": _verwaltungen_chart(staende), "alle": len(names)}


def dienste(stichtag: Stichtag) -> dict[str, Any]:
    """Every Online-Dienst that runs somewhere."""
    facts, titel = zahlen.load_facts(stichtag.tag), zahlen.load_titel()
    state, je_dienst = bilanz.weigh(facts), zahlen.load_je_dienst(*bilanz.window(stichtag.tag))
    connected = len(state.mandanten(bilanz.CONNECTED))
    zuerst: dict[UUID, date] = {}
    for (_, dienst), seit in state.ausgerollt.items():
        zuerst[dienst] = min(seit, zuerst.get(dienst, seit))
    zeilen = [
        Dienstzeile(
            titel.get(dienst, "ohne Titel"),
            anzahl,
            round(100 * anzahl / connected) if connected else 0,
            zuerst[dienst],
            bilanz.publishable(je_dienst.get(dienst, 0)),
        )
        for dienst, anzahl in state.je_dienst().items()
    ]
    zeilen.sort(key=lambda zeile: (-zeile.verwaltungen, zeile.titel))
    return {
        "zeilen": zeilen,
        "verlauf": _dienste_chart(bilanz.develop(facts, stichtag.tag)),
        "paare": len(state.ausgerollt),
    }


def antraege(stichtag: Stichtag) -> dict[str, Any]:
    """Anträge by month and by Verwaltung."""
    tage, names = zahlen.load_tage(stichtag.tag), zahlen.load_verwaltungen()
    fenster = bilanz.window(stichtag.tag)
    je_mandant = {m: zahl for m, zahl in zahlen.load_je_mandant(*fenster).items() if m in names}
    four_weeks = bilanz.total(tage, stichtag.tag, bilanz.WINDOW_DAYS)
    zeilen = [
        (names[m], bilanz.publishable(je_mandant[m]))
        for m in sorted(je_mandant, key=lambda m: (-je_mandant[m], names[m].name))
    ]
    return {
        "zeilen": zeilen,
        "verlauf": _antraege_chart(tage),
        "wochen": _weeks_chart(tage, stichtag.tag),
        "fenster": fenster,
        "vier_wochen": schaubild.german(four_weeks),
        "je_tag": schaubild.german(bilanz.per_day(four_weeks)),
    }


def champions(stichtag: Stichtag) -> dict[str, Any]:
    """The ranking by rolled-out services."""
    state, names = bilanz.weigh(zahlen.load_facts(stichtag.tag)), zahlen.load_verwaltungen()
    fenster = bilanz.window(stichtag.tag)
    genutzt = zahlen.load_genutzt(state.ausgerollt.keys(), stichtag.tag)
    return {"plaetze": _places(state, names, zahlen.load_je_mandant(*fenster), genutzt), "fenster": fenster}


def _places(
    state: Bilanz, names: dict[int, Verwaltung], je_mandant: dict[int, int], genutzt: set[bilanz.Pair]
) -> list[Platz]:
    used = Counter(mandant for mandant, _ in genutzt)
    je = {m: zahl for m, zahl in state.je_mandant().items() if m in names}
    in_order = {m: je[m] for m in sorted(je, key=lambda m: names[m].name)}
    return [
        Platz(rang, names[m], zahl, used[m], bilanz.publishable(je_mandant.get(m, 0)))
        for rang, m, zahl in bilanz.ranks(in_order)
    ]


def _most_active(je_mandant: dict[int, int], names: dict[int, Verwaltung]) -> list[tuple[int, int, int]]:
    """Only numbers that may be published exactly make a ranking."""
    exact = {m: zahl for m, zahl in je_mandant.items() if m in names and zahl >= bilanz.EXACT_FROM}
    return bilanz.ranks({m: exact[m] for m in sorted(exact, key=lambda m: names[m].name)})


def month(tag: date) -> str:
    """Apr 2024."""
    return f"{MONATE[tag.month - 1]} {tag.year}"


def _verwaltungen_chart(staende: Sequence[Monatsstand]) -> Schaubild:
    reihen = [
        Reihe("angeschlossen", tuple(s.angeschlossen for s in staende), "eins"),
        Reihe("in Einarbeitung", tuple(s.einarbeitung for s in staende), "zwei"),
    ]
    return schaubild.lines("verwaltungen", "Verwaltungen", [month(s.tag) for s in staende], reihen)


def _dienste_chart(staende: Sequence[Monatsstand]) -> Schaubild:
    reihe = Reihe("ausgerollte Online-Dienste", tuple(s.dienste for s in staende), "eins")
    return schaubild.lines("dienste", "Ausgerollte Online-Dienste", [month(s.tag) for s in staende], [reihe])


def _antraege_chart(tage: dict[date, int]) -> Schaubild:
    monate = bilanz.by_month(tage)
    reihe = Reihe("Anträge", tuple(monate.values()), "eins")
    return schaubild.bars("antraege", "Anträge je Monat", [month(m) for m in monate], reihe)


def _weeks_chart(tage: dict[date, int], tag: date) -> Schaubild:
    von, _ = bilanz.window(tag)
    days = [date.fromordinal(n) for n in range(von.toordinal(), tag.toordinal() + 1)]
    reihe = Reihe("Anträge", tuple(tage.get(d, 0) for d in days), "eins")
    return schaubild.bars("tage", "Anträge je Tag", [f"{d.day}.{d.month}.{d.year}" for d in days], reihe)

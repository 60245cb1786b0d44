"""From the facts of the roll-out to its state on a day, its development, and the ranks. Plain Python.

Facts come in the order of their days (`am`, then the journal). A service counts as ausgerollt from Go-live until
ausgesetzt, or until the Online-Dienst was withdrawn everywhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple, TypeVar
from uuid import UUID

WINDOW_DAYS = 28
YEAR_DAYS = 365
HIDDEN_BELOW = 5
EXACT_FROM = 100
WITHDRAWN = "abgekuendigt"
LIVE, PAUSED = "golive", "ausgesetzt"
CONNECTED, WORKING_IN = "angeschlossen", "einarbeitung"

Pair = tuple[int, UUID]
K = TypeVar("K")


class Tatsache(NamedTuple):
    """One fact: without Online-Dienst about the connection of a Verwaltung, without Mandant about a withdrawal."""

    mandant_id: int | None
    onlinedienst_id: UUID | None
    stand: str
    am: date


@dataclass(frozen=True, slots=True)
class Monatsstand:
    """How many of each at the end of a month (or of the last day)."""

    tag: date
    angeschlossen: int
    einarbeitung: int
    dienste: int


@dataclass(slots=True)
class Bilanz:
    """The state after some facts: Mandant → (stand, since), and since when each pair is ausgerollt."""

    anbindung: dict[int, tuple[str, date]] = field(default_factory=dict)
    ausgerollt: dict[Pair, date] = field(default_factory=dict)

    def add(self, tatsache: Tatsache) -> None:
        """Let one more fact happen."""
        mandant, dienst, stand = tatsache.mandant_id, tatsache.onlinedienst_id, tatsache.stand
        if mandant is None:
            self.ausgerollt = {pair: seit for pair, seit in self.ausgerollt.items() if pair[1] != dienst}
        elif dienst is None:
            self.anbindung[mandant] = (stand, tatsache.am)
        elif stand == LIVE:
            self.ausgerollt[mandant, dienst] = tatsache.am
        elif stand == PAUSED:
            self.ausgerollt.pop((mandant, dienst), None)

    def mandanten(self, stand: str) -> list[int]:
        """Who is in that state of connection."""
        return [mandant for mandant, (now, _) in self.anbindung.items() if now == stand]

    def je_mandant(self) -> Counter[int]:
        """Rolled-out services by Mandant."""
        return Counter(mandant for mandant, _ in self.ausgerollt)

    def je_dienst(self) -> Counter[UUID]:
        """Mandanten by Online-Dienst."""
        return Counter(dienst for _, dienst in self.ausgerollt)


def weigh(tatsachen: Iterable[Tatsache]) -> Bilanz:
    """The state after all facts."""
    bilanz = Bilanz()
    for tatsache in tatsachen:
        bilanz.add(tatsache)
    return bilanz


def develop(tatsachen: Sequence[Tatsache], bis: date) -> list[Monatsstand]:
    """The state at the end of every month from the first fact on, and on the last day."""
    if not tatsachen:
        return []
    bilanz, found, position = Bilanz(), [], 0
    for tag in month_ends(tatsachen[0].am, bis):
        while position < len(tatsachen) and tatsachen[position].am <= tag:
            bilanz.add(tatsachen[position])
            position += 1
        found.append(
            Monatsstand(
                tag, len(bilanz.mandanten(CONNECTED)), len(bilanz.mandanten(WORKING_IN)), len(bilanz.ausgerollt)
            )
        )
    return found


def month_ends(von: date, bis: date) -> Iterator[date]:
    """The last day of every month from `von` on, and `bis` itself as the last one."""
    tag = von
    while tag < bis:
        ende = (tag.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        if ende >= bis:
            break
        yield ende
        tag = ende + timedelta(days=1)
    yield bis


def ranks(zahlen: Mapping[K, int]) -> list[tuple[int, K, int]]:
    """(rank, who, number), most first; equal numbers share a rank and the next one is skipped: 1, 2, 2, 4."""
    sorted_ = sorted(zahlen.items(), key=lambda item: -item[1])
    found: list[tuple[int, K, int]] = []
    for place, (wer, zahl) in enumerate(sorted_, start=1):
        rang = found[-1][0] if found and found[-1][2] == zahl else place
        found.append((rang, wer, zahl))
    return found


def window(stichtag: date) -> tuple[date, date]:
    """The four weeks that end with the day (28 days, both included)."""
    return stichtag - timedelta(days=WINDOW_DAYS - 1), stichtag


def total(tage: Mapping[date, int], bis: date, days: int | None = None) -> int:
    """Anträge up to a day, of the last `days` days or of all time."""
    von = bis - timedelta(days=days - 1) if days else date.min
    return sum(zahl for tag, zahl in tage.items() if von <= tag <= bis)


def per_day(anzahl: int) -> int:
    """Anträge of four weeks as a number per day, rounded half up."""
    return (2 * anzahl + WINDOW_DAYS) // (2 * WINDOW_DAYS)


def publishable(anzahl: int) -> int | None:
    """A number of one Verwaltung or one Online-Dienst as it may be published: None stands for one to four.

    Below 100 it is rounded to the next five, so that nobody reads a single Antrag of a day from the difference of two
    days; from 100 on it is exact.
    """
    if anzahl == 0 or anzahl >= EXACT_FROM:
        return anzahl
    return None if anzahl < HIDDEN_BELOW else 5 * ((anzahl + 2) // 5)


def by_month(tage: Mapping[date, int]) -> dict[date, int]:
    """Anträge by the first day of their month, every month from the first to the last."""
    found: Counter[date] = Counter()
    for tag, zahl in tage.items():
        found[tag.replace(day=1)] += zahl
    months = sorted(found)
    if not months:
        return {}
    ends = list(month_ends(months[0], months[-1]))
    return {ende.replace(day=1): found[ende.replace(day=1)] for ende in ends}

"""What is counted when a case changes, and what counts tell. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from ozgcloud.vorgang.rules import Status

KLASSEN: tuple[int, ...] = (*range(15), 21, 28, 42, 56, 84, 112, 182, 365, 730, 9_999)
"""Upper ends, in days, of the classes a duration is counted in."""
WOCHE = timedelta(weeks=1)
ZEITRAEUME = {4: "4 Wochen", 13: "3 Monate", 26: "6 Monate", 52: "12 Monate", 104: "24 Monate"}
"""Periods to choose from: weeks, the running one included."""
VORGABE = 13


class Art(StrEnum):
    """What is counted in a week."""

    EINGANG = "eingang"
    ERLEDIGT = "erledigt"
    VERWORFEN = "verworfen"
    ABGEGEBEN = "abgegeben"
    WIEDER = "wieder"
    ZUZUG = "zuzug"
    WEGZUG = "wegzug"


ZUGANG = (Art.EINGANG, Art.WIEDER, Art.ZUZUG)
"""What makes the backlog grow; everything else makes it shrink."""
ENDE: dict[Status, Art] = {
    Status.ABGESCHLOSSEN: Art.ERLEDIGT,
    Status.ZU_LOESCHEN: Art.ERLEDIGT,
    Status.VERWORFEN: Art.VERWORFEN,
    Status.WEITERGELEITET: Art.ABGEGEBEN,
}
"""States in which a case is no longer open here, and how it is counted then."""


@dataclass(frozen=True, slots=True)
class Platz:
    """Where a case is counted."""

    einheit: UUID | None
    leistung: str


@dataclass(frozen=True, slots=True)
class Fall:
    """A case as it is now; `eingang` is its legal day of receipt."""

    platz: Platz
    eingang: date
    status: Status

    @property
    def ist_offen(self) -> bool:
        """Whether there is still something to do."""
        return self.status not in ENDE


@dataclass(frozen=True, slots=True)
class Gezaehlt:
    """A case as it was when it was last counted."""

    platz: Platz
    ist_offen: bool


@dataclass(frozen=True, slots=True)
class Zelle:
    """One count of a week. `klasse` is that of the duration for what was done, else 0."""

    woche: date
    platz: Platz
    art: Art
    klasse: int = 0


def monday(tag: date) -> date:
    """The beginning of the week a day lies in."""
    return tag - timedelta(days=tag.weekday())


def class_of(tage: int) -> int:
    """The class a duration is counted in: the smallest end that holds it."""
    return next(end for end in KLASSEN if end >= min(max(tage, 0), KLASSEN[-1]))


def count_change(vorher: Gezaehlt | None, fall: Fall, tag: date, *, neu_am: date | None = None) -> list[Zelle]:
    """What a case that was seen again on a day adds to the week.

    `vorher` is None for one that was never counted: it came in on `neu_am`, or (None) is older than the counting and
    only its end is counted.
    """
    woche, found = monday(tag), []
    was_open = vorher.ist_offen if vorher else fall.ist_offen or neu_am is not None
    if vorher is None and neu_am is not None:
        found.append(Zelle(monday(neu_am), fall.platz, Art.EINGANG))
    if vorher is not None and vorher.platz != fall.platz and was_open:
        found += [Zelle(woche, vorher.platz, Art.WEGZUG), Zelle(woche, fall.platz, Art.ZUZUG)]
    if was_open and not fall.ist_offen:
        art = ENDE[fall.status]
        klasse = class_of((tag - fall.eingang).days) if art is Art.ERLEDIGT else 0
        found.append(Zelle(woche, fall.platz, art, klasse))
    elif fall.ist_offen and not was_open:
        found.append(Zelle(woche, fall.platz, Art.WIEDER))
    return found


def backlog_change(vorher: Gezaehlt | None, fall: Fall) -> list[tuple[Platz, int]]:
    """What it adds to the backlog now."""
    before = [(vorher.platz, -1)] if vorher and vorher.ist_offen else []
    now = [(fall.platz, 1)] if fall.ist_offen else []
    return [] if [p for p, _ in before] == [p for p, _ in now] else before + now


def percentile(klassen: Mapping[int, int], anteil: float) -> int | None:
    """The end of the class (days) by which this share was done; None when nothing was."""
    total, seen = sum(klassen.values()), 0
    if not total:
        return None
    for end in sorted(klassen):
        seen += klassen[end]
        if seen >= anteil * total:
            return end
    return None


def weeks(bis: date, anzahl: int) -> list[date]:
    """The Mondays of so many weeks, the last one holding `bis`."""
    last = monday(bis)
    return [last - WOCHE * n for n in range(anzahl - 1, -1, -1)]


def backlog_over(wochen: Iterable[date], bestand: int, flow: Mapping[tuple[date, Art], int]) -> list[int]:
    """The backlog at the end of each week, worked out backwards from today's."""
    found, open_then = [], bestand
    for woche in sorted(wochen, reverse=True):
        found.append(open_then)
        open_then -= sum(anzahl if art in ZUGANG else -anzahl for (w, art), anzahl in flow.items() if w == woche)
    return found[::-1]


ALTER = ((7, "1 Woche"), (28, "4 Wochen"), (91, "3 Monate"), (182, "6 Monate"), (9_999, "älter"))
DAUER = ((1, "1 Tag"), (7, "1 Woche"), (14, "2 Wo."), (28, "4 Wo."), (56, "8 Wo."), (112, "16 Wo."), (9_999, "länger"))
"""Ends (days) and names of the bars: up to …"""


def ages(offen: Mapping[date, int], today: date) -> list[tuple[str, int]]:
    """Open cases by age; they are counted by the week of their receipt, so an age is exact to the week."""
    found = dict.fromkeys((name for _, name in ALTER), 0)
    for woche, anzahl in offen.items():
        age = (monday(today) - woche).days
        found[next(name for end, name in ALTER if age < end)] += anzahl
    return list(found.items())


def durations(klassen: Mapping[int, int]) -> list[tuple[str, int]]:
    """What was done, by how long it took."""
    found = dict.fromkeys((name for _, name in DAUER), 0)
    for klasse, anzahl in klassen.items():
        found[next(name for end, name in DAUER if klasse <= end)] += anzahl
    return list(found.items())


def in_days(klasse: int | None) -> str:
    """A class in words: "bis 28 Tage"."""
    if klasse is None:
        return "–"
    if klasse == KLASSEN[-1]:
        return f"über {KLASSEN[-2]} Tage"
    return (
        "am selben Tag"
        if klasse == 0
        else f"{'' if klasse in range(15) else 'bis '}{klasse} Tag{'' if klasse == 1 else 'e'}"
    )

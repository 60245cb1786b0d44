"""Who applies where for what and when, and what became of it. Plain Python, the same for the same seed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from ozgcloud.core.clock import BERLIN
from ozgcloud.demo.land.mengen import Tagesmenge
from ozgcloud.demo.land.orte import Ort, Verwaltung
from ozgcloud.demo.land.plan import Katalogdienst, Rollout
from ozgcloud.demo.land.ziele import KIEL, NORDFRIESLAND, STICHTAG
from ozgcloud.vorgang.rules import Schritt, Status, next_status

FEIERABEND = datetime.combine(STICHTAG, time(17), BERLIN)
VERWORFEN, LIEGT = 0.04, 0.003
"""Shares: discarded at once; still lying about from long ago."""
ZWEITER = 3.0
"""Nordfriesland comes right after Kiel in the published ranking."""


@dataclass(frozen=True, slots=True)
class Antrag:
    """One Antrag. `schritte` are the steps taken by the last day, with their times (UTC)."""

    nummer: int
    verwaltung: str
    dienst: str
    ort: Ort
    eingang: datetime
    status: Status
    schritte: tuple[tuple[Schritt, datetime], ...]


@dataclass(frozen=True, slots=True)
class Land:
    """The world the Anträge come from: by ARS, who takes part, what runs there, and the Gemeinden of each."""

    verwaltungen: Mapping[str, Verwaltung]
    rollouts: Mapping[str, Rollout]
    gemeinden: Mapping[str, Sequence[Ort]]
    katalog: Sequence[Katalogdienst]


def gemeinden_je_verwaltung(verwaltungen: Sequence[Verwaltung], gemeinden: Sequence[Ort]) -> dict[str, list[Ort]]:
    """Places of each Verwaltung, by its ARS."""
    return {v.ars: [g for g in gemeinden if g.ars.startswith(v.praefix)] for v in verwaltungen}


def antraege(land: Land, mengen: Sequence[Tagesmenge], *, seed: int) -> Iterator[Antrag]:
    """Every Antrag in the order of its day."""
    zufall = Random(seed)  # noqa: S311  (a model, no secret)
    angebot = _Angebot(land)
    nummer = 0
    for menge in mengen:
        woher = [KIEL] * menge.kiel + angebot.andere(menge.tag, menge.gesamt - menge.kiel, zufall)
        for ars, eingang in zip(woher, sorted(_zeiten(menge.tag, len(woher), zufall)), strict=True):
            dienst, ort = angebot.dienst(ars, menge.tag, zufall), angebot.ort(ars, zufall)
            schritte = tuple(_schritte(eingang, dienst, zufall))
            nummer += 1
            yield Antrag(nummer, ars, dienst, ort, eingang, _status(schritte), schritte)


class _Angebot:
    """What can be applied for where on a day, with what people want most; asked 63,000 times, hence prepared."""

    def __init__(self, land: Land) -> None:
        rang = {dienst.kennung: nummer for nummer, dienst in enumerate(land.katalog)}
        self._dienste = {
            ars: sorted((seit, kennung) for kennung, seit in rollout.dienste.items())
            for ars, rollout in land.rollouts.items()
        }
        self._wunsch = {kennung: 1 / (3 + nummer) for kennung, nummer in rang.items()}
        self._orte = {
            ars: (orte, list(accumulate(o.einwohner + 1 for o in orte))) for ars, orte in land.gemeinden.items()
        }
        self._heute: tuple[date, dict[str, tuple[list[str], list[float]]]] = (date.min, {})
        self._groesse = {
            ars: v.einwohner**0.6 * (ZWEITER if ars == NORDFRIESLAND else 1) for ars, v in land.verwaltungen.items()
        }

    def andere(self, tag: date, anzahl: int, zufall: Random) -> list[str]:
        """Where the Anträge of a day go that are not Kiel's."""
        offen = [ars for ars, dienste in self._dienste.items() if ars != KIEL and dienste and dienste[0][0] <= tag]
        gewichte = [self._groesse[ars] * len(self._am(ars, tag)[0]) ** 0.5 for ars in offen]
        return zufall.choices(offen, gewichte, k=anzahl) if anzahl else []

    def _am(self, ars: str, tag: date) -> tuple[list[str], list[float]]:
        """(services online there, how much each is wanted in running sums); remembered for the day."""
        if self._heute[0] != tag:
            self._heute = (tag, {})
        known = self._heute[1]
        if ars not in known:
            offen = [kennung for seit, kennung in self._dienste[ars] if seit <= tag]
            known[ars] = (offen, list(accumulate(self._wunsch[kennung] for kennung in offen)))
        return known[ars]

    def dienst(self, ars: str, tag: date, zufall: Random) -> str:
        """One of the services that are online there."""
        offen, summen = self._am(ars, tag)
        return zufall.choices(offen, cum_weights=summen)[0]

    def ort(self, ars: str, zufall: Random) -> Ort:
        """A Gemeinde of the Verwaltung, by inhabitants."""
        orte, summen = self._orte[ars]
        return zufall.choices(orte, cum_weights=summen)[0]


def _zeiten(tag: date, anzahl: int, zufall: Random) -> Iterator[datetime]:
    beginn = datetime.combine(tag, time(), BERLIN)
    for _ in range(anzahl):
        sekunden = zufall.triangular(6 * 3600, 23 * 3600, 11 * 3600)
        yield (beginn + timedelta(seconds=sekunden)).astimezone(UTC)


def _schritte(eingang: datetime, dienst: str, zufall: Random) -> Iterator[tuple[Schritt, datetime]]:
    """The steps as they were taken until the last day of the history."""
    if zufall.random() < VERWORFEN:
        weg = [(Schritt.VERWERFEN, zufall.expovariate(1))]
    else:
        dauer = 2 + sum(dienst.encode()) % 19
        weg = [
            (Schritt.ANNEHMEN, zufall.expovariate(1)),
            (Schritt.BEARBEITEN, zufall.expovariate(0.7)),
            (Schritt.ABSCHLIESSEN, zufall.gammavariate(2, dauer / 2)),
        ]
        if zufall.random() < LIEGT:
            weg.pop()
    zeit = eingang
    for schritt, tage in weg:
        zeit = _buerozeit(zeit, tage, zufall)
        if zeit > FEIERABEND:
            return
        yield schritt, zeit


def _buerozeit(zeit: datetime, tage: float, zufall: Random) -> datetime:
    """The moment so many days later, moved into office hours, and after what was before."""
    lokal = (zeit + timedelta(days=tage)).astimezone(BERLIN)
    tag = lokal.date() + timedelta(days=(7 - lokal.weekday()) if lokal.weekday() > 4 else 0)
    moment = datetime.combine(tag, time(8), BERLIN) + timedelta(seconds=zufall.uniform(0, 8.5 * 3600))
    return max(moment, zeit + timedelta(minutes=zufall.uniform(3, 40))).astimezone(UTC)


def _status(schritte: Sequence[tuple[Schritt, datetime]]) -> Status:
    status = Status.NEU
    for schritt, _ in schritte:
        status = next_status(status, schritt)
    return status


def je_verwaltung(alle: Iterator[Antrag]) -> dict[str, list[Antrag]]:
    """The Anträge of each Verwaltung, in order."""
    found: dict[str, list[Antrag]] = defaultdict(list)
    for antrag in alle:
        found[antrag.verwaltung].append(antrag)
    return dict(found)

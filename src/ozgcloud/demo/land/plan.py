"""Who is connected when, and which service goes live where on which day. Plain Python, the same for the same seed."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from ozgcloud.demo.land import ziele
from ozgcloud.demo.land.mengen import verteile
from ozgcloud.demo.land.orte import Verwaltung

MINDESTENS = 3
EINARBEITUNG_TAGE = 90
LETZTER_TAG = date(2024, 3, 28)
EINARBEITUNG_AB = date(2023, 11, 1)
RUHIG = ((2023, 4), (2023, 7))
"""Months in which nothing changes, so that every day of them gives the published figure."""
FESTE_ANSCHLUESSE = {
    ziele.KIEL: date(2022, 4, 4),
    "010010000000": date(2022, 4, 4),
    "010570062062": date(2022, 6, 13),
    "010530000000": date(2022, 10, 10),
    ziele.NORDFRIESLAND: date(2022, 11, 14),
}
"""Those the published figures name were there early."""


@dataclass(frozen=True, slots=True)
class Katalogdienst:
    """An Online-Dienst of the Land: `ebene` says who runs it (gemeinde or kreis; kreisfreie Städte run both)."""

    kennung: str
    leistung: str
    titel: str
    ebene: str


@dataclass(frozen=True, slots=True)
class Rollout:
    """What happened at one Verwaltung: without `angeschlossen` it is still working itself in."""

    einarbeitung: date
    angeschlossen: date | None
    dienste: dict[str, date]


Feste = Mapping[str, Mapping[str, date]]
"""ARS of a Verwaltung → Online-Dienst → day it went live: what is known beforehand."""


def plane(
    verwaltungen: Sequence[Verwaltung], katalog: Sequence[Katalogdienst], feste: Feste, *, seed: int
) -> dict[str, Rollout]:
    """The roll-out by ARS; a Verwaltung without entry takes no part."""
    zufall = Random(seed)  # noqa: S311  (a model, no secret)
    anschluesse = _anschluesse(verwaltungen, feste, zufall)
    angeschlossen = [v for v in verwaltungen if v.ars in anschluesse]
    anzahlen = _anzahlen(angeschlossen, feste, zufall)
    rollouts = {
        v.ars: Rollout(
            anschluesse[v.ars] - timedelta(days=EINARBEITUNG_TAGE),
            anschluesse[v.ars],
            _dienste(v, anzahlen[v.ars], anschluesse[v.ars], katalog, feste.get(v.ars, {}), zufall),
        )
        for v in angeschlossen
    }
    rest = [v for v in verwaltungen if v.ars not in anschluesse]
    for v in _ziehe(rest, ziele.IN_EINARBEITUNG, zufall):
        rollouts[v.ars] = Rollout(_tag(EINARBEITUNG_AB, LETZTER_TAG, zufall), None, {})
    return rollouts


def _anschluesse(verwaltungen: Sequence[Verwaltung], feste: Feste, zufall: Random) -> dict[str, date]:
    known = FESTE_ANSCHLUESSE | {ars: min(dienste.values()) for ars, dienste in feste.items() if dienste}
    tage = {v.ars: known[v.ars] for v in verwaltungen if v.ars in known}
    von = ziele.BEGINN
    for ziel in ziele.ANBINDUNGEN:
        bis = min(_letzter_vor(ziel.tag), LETZTER_TAG)
        fehlen = ziel.angeschlossen - sum(tag <= ziel.tag for tag in tage.values())
        frei = [v for v in verwaltungen if v.ars not in tage]
        for v in _ziehe(frei, fehlen, zufall):
            tage[v.ars] = _tag(von, bis, zufall)
        von = ziel.tag
    return tage


def _letzter_vor(tag: date) -> date:
    return tag.replace(day=1) - timedelta(days=1)


def _ziehe(verwaltungen: Sequence[Verwaltung], anzahl: int, zufall: Random) -> list[Verwaltung]:
    """Larger ones come earlier, mostly."""
    gezogen = sorted(verwaltungen, key=lambda v: zufall.expovariate(max(v.einwohner, 1) ** 0.5))
    return gezogen[:anzahl]


@cache
def _arbeitstage() -> tuple[date, ...]:
    """Every day on which something may change."""
    alle = (ziele.BEGINN + timedelta(days=n) for n in range((LETZTER_TAG - ziele.BEGINN).days + 1))
    return tuple(tag for tag in alle if tag.weekday() < 5 and (tag.year, tag.month) not in RUHIG)


def _tag(von: date, bis: date, zufall: Random) -> date:
    """A working day between both, not in a quiet month."""
    tage = _arbeitstage()
    erster, nach_letztem = bisect_left(tage, von), bisect_right(tage, bis)
    return tage[zufall.randrange(erster, nach_letztem)]


def _anzahlen(angeschlossen: Sequence[Verwaltung], feste: Feste, zufall: Random) -> dict[str, int]:
    """Services of each at the end; together exactly as many as published."""
    anzahlen = {v.ars: ziele.GROSSE[v.ars] for v in angeschlossen if v.ars in ziele.GROSSE}
    andere = [v for v in angeschlossen if v.ars not in ziele.GROSSE]
    boden = [max(MINDESTENS, len(feste.get(v.ars, {}))) for v in andere]
    gewichte = [3 + min(v.einwohner, 120_000) / 12_000 + zufall.uniform(0, 4) for v in andere]
    rest = ziele.DIENSTE_GESAMT - sum(anzahlen.values()) - sum(boden)
    for v, unten, dazu in zip(andere, boden, verteile(rest, gewichte), strict=True):
        anzahlen[v.ars] = unten + dazu
    return anzahlen


def moegliche(verwaltung: Verwaltung, katalog: Sequence[Katalogdienst]) -> list[Katalogdienst]:
    """What a Verwaltung of that kind runs, most wanted first."""
    ebenen = {"kreis": {"kreis"}, "stadt": {"kreis", "gemeinde"}}.get(verwaltung.art, {"gemeinde"})
    return [dienst for dienst in katalog if dienst.ebene in ebenen]


def _dienste(
    verwaltung: Verwaltung,
    anzahl: int,
    angeschlossen: date,
    katalog: Sequence[Katalogdienst],
    feste: Mapping[str, date],
    zufall: Random,
) -> dict[str, date]:
    frei = [dienst.kennung for dienst in moegliche(verwaltung, katalog) if dienst.kennung not in feste]
    rang = {kennung: zufall.expovariate(1 / (10 + nummer)) for nummer, kennung in enumerate(frei)}
    dazu = sorted(frei, key=rang.__getitem__)[: anzahl - len(feste)]
    frueh = ziele.CHAMPIONS.get(verwaltung.ars)
    tage = dict(feste)
    for nummer, kennung in enumerate(dazu, start=len(feste)):
        tage[kennung] = _golive(nummer, frueh, angeschlossen, zufall)
    return tage


def _golive(nummer: int, frueh: int | None, angeschlossen: date, zufall: Random) -> date:
    """The first goes live with the connection; a champion has his published number by July 2023."""
    if nummer == 0:
        return angeschlossen
    if frueh is None:
        return _tag(angeschlossen, LETZTER_TAG, zufall)
    if nummer < frueh:
        return _tag(angeschlossen, _letzter_vor(ziele.CHAMPIONS_TAG), zufall)
    return _tag(ziele.CHAMPIONS_TAG, LETZTER_TAG, zufall)

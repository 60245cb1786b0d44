"""How many Anträge arrive on which day, in Kiel and elsewhere: exact sums. Plain Python."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ozgcloud.demo.land.ziele import BEGINN, STICHTAG, VIER_WOCHEN, Antragsziele

WOCHENTAG = (1.3, 1.2, 1.1, 1.1, 1.0, 0.6, 0.7)
"""People apply on weekends too, but less."""
ANFANG = 0.035
"""Anträge per day at the beginning, as a share of those at the end."""


@dataclass(frozen=True, slots=True)
class Tagesmenge:
    """Anträge of one day; `kiel` are a part of `gesamt`."""

    tag: date
    gesamt: int
    kiel: int


def verteile(summe: int, gewichte: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights that add up exactly (largest remainder; ties go to the first)."""
    if not gewichte:
        return []
    ganzes = math.fsum(gewichte)
    anteile = [summe * gewicht / ganzes for gewicht in gewichte] if ganzes else [0.0] * len(gewichte)
    zahlen = [int(anteil) for anteil in anteile]
    reihenfolge = sorted(range(len(gewichte)), key=lambda i: (zahlen[i] - anteile[i], i))
    for stelle in range(summe - sum(zahlen)):
        zahlen[reihenfolge[stelle % len(zahlen)]] += 1
    return zahlen


def tage() -> list[date]:
    """Every day of the history, both ends included."""
    return [BEGINN + timedelta(days=n) for n in range((STICHTAG - BEGINN).days + 1)]


def tagesmengen(ziele: Antragsziele, *, seed: int) -> list[Tagesmenge]:
    """Growing over two years; the last four weeks and Kiel's part of them are exact, and so is the sum of all."""
    alle = tage()
    zufall = Random(seed)  # noqa: S311  (a model, no secret)
    gewichte = [
        WOCHENTAG[tag.weekday()] * (ANFANG + (1 - ANFANG) * n / len(alle)) * zufall.uniform(0.85, 1.15)
        for n, tag in enumerate(alle)
    ]
    grenze = len(alle) - VIER_WOCHEN.days
    frueher = verteile(ziele.gesamt - ziele.vier_wochen, gewichte[:grenze])
    zuletzt = verteile(ziele.vier_wochen, [WOCHENTAG[tag.weekday()] for tag in alle[grenze:]])
    kiel_frueher = round(sum(frueher) * ziele.kiel_vier_wochen / ziele.vier_wochen) if ziele.vier_wochen else 0
    kiel = verteile(kiel_frueher, frueher) + verteile(ziele.kiel_vier_wochen, zuletzt)
    return [Tagesmenge(*werte) for werte in zip(alle, frueher + zuletzt, kiel, strict=True)]

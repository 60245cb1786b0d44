"""Working days: weekends, and the public holidays of a Land. Plain Python.

A period that a law or an authority sets in days does not end on a Saturday, Sunday or public holiday but on the next
working day (§ 31 (3) VwVfG, § 193 BGB); the day of the event is not counted
(§ 187 (1) BGB).
"""

from datetime import date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
SATURDAY = 5
NATIONWIDE = ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))
"""Fixed holidays of every Land, as (month, day)."""
AROUND_EASTER = (-2, 1, 39, 50)
"""Karfreitag, Ostermontag, Christi Himmelfahrt, Pfingstmontag, as days from Easter Sunday."""
REFORMATION = (10, 31)
WITH_REFORMATION = ("BB", "HB", "HH", "MV", "NI", "SH", "SN", "ST", "TH")
OF_THE_LAND: dict[str, tuple[tuple[int, int], ...]] = dict.fromkeys(WITH_REFORMATION, (REFORMATION,))
"""Further fixed holidays by Land; where a Land is not named, only those of the whole country are known."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Gauss, Butcher), 1583 onwards."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def holidays(year: int, land: str) -> frozenset[date]:
    """The public holidays of a year in a Land, named by its two letters (`SH`)."""
    sunday = easter(year)
    fixed = (date(year, month, day) for month, day in (*NATIONWIDE, *OF_THE_LAND.get(land, ())))
    return frozenset((*fixed, *(sunday + days * DAY for days in AROUND_EASTER)))


def is_working_day(day: date, land: str) -> bool:
    """Whether offices of that Land work on this day, as far as laws about periods are concerned."""
    return day.weekday() < SATURDAY and day not in holidays(day.year, land)


def next_working_day(day: date, land: str) -> date:
    """The day itself, or the first working day after it (§ 193 BGB)."""
    while not is_working_day(day, land):
        day += DAY
    return day


def end_of_period(start: date, days: int, land: str) -> date:
    """The last day of a period of `days` that an event on `start` begins (§§ 187 (1), 188 (1), 193 BGB)."""
    return next_working_day(start + days * DAY, land)

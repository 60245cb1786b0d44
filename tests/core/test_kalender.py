"""Holidays and working days against dates anybody can look up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.core import kalender


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (1961, date(1961, 4, 2)),
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year, sunday):
    assert kalender.easter(year) == sunday


@pytest.mark.parametrize(
    ("day", "land", "works"),
    [
        (date(2026, 11, 23), "SH", True),
        (date(2026, 11, 21), "SH", False),
        (date(2026, 4, 3), "SH", False),
        (date(2026, 4, 6), "SH", False),
        (date(2026, 5, 14), "SH", False),
        (date(2026, 5, 25), "SH", False),
        (date(2025, 10, 31), "SH", False),
        (date(2025, 10, 31), "BY", True),
        (date(2026, 12, 25), "XX", False),
        (date(2026, 12, 24), "SH", True),
        (date(2027, 1, 6), "SH", True),
    ],
)
def test_working_days(day, land, works):
    assert kalender.is_working_day(day, land) is works


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 23), 14, date(2026, 12, 7)),
        (date(2026, 11, 23), 19, date(2026, 12, 14)),
        (date(2026, 12, 11), 14, date(2026, 12, 28)),
        (date(2026, 3, 20), 14, date(2026, 4, 7)),
        (date(2026, 12, 23), 9, date(2027, 1, 4)),
    ],
)
def test_a_period_ends_on_a_working_day(start, days, end):
    """§§ 187 (1), 188 (1), 193 BGB: the day of the event is not counted, a free day at the end is passed over."""
    assert kalender.end_of_period(start, days, "SH") == end


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_the_next_working_day_is_near_and_works(day):
    found = kalender.next_working_day(day, "SH")
    assert kalender.is_working_day(found, "SH")
    assert day <= found <= day + timedelta(days=5)
    assert all(not kalender.is_working_day(day + timedelta(days=n), "SH") for n in range((found - day).days))

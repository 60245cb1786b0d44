"""From facts to the state on a day, its development and the ranks."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.rollout import bilanz
from ozgcloud.rollout.bilanz import Tatsache

A, B = UUID(int=1), UUID(int=2)
TAG = date(2024, 4, 10)


def tag(n):
    return TAG + timedelta(days=n)


FACTS = [
    Tatsache(1, None, "einarbeitung", tag(-90)),
    Tatsache(1, None, "angeschlossen", tag(-60)),
    Tatsache(2, None, "einarbeitung", tag(-50)),
    Tatsache(1, A, "golive", tag(-40)),
    Tatsache(1, B, "golive", tag(-40)),
    Tatsache(2, None, "angeschlossen", tag(-30)),
    Tatsache(2, A, "golive", tag(-20)),
    Tatsache(1, B, "ausgesetzt", tag(-10)),
    Tatsache(None, A, "abgekuendigt", tag(-1)),
]


@pytest.mark.parametrize(
    ("bis", "connected", "working_in", "running"),
    [(-100, 0, 0, 0), (-70, 0, 1, 0), (-45, 1, 1, 0), (-40, 1, 1, 2), (-15, 2, 0, 3), (-5, 2, 0, 2), (0, 2, 0, 0)],
)
def test_state_of_any_day(bis, connected, working_in, running):
    state = bilanz.weigh(fact for fact in FACTS if fact.am <= tag(bis))
    assert len(state.mandanten("angeschlossen")) == connected
    assert len(state.mandanten("einarbeitung")) == working_in
    assert len(state.ausgerollt) == running


def test_development_by_month_ends_with_the_day():
    staende = bilanz.develop(FACTS, TAG)
    assert [s.tag for s in staende] == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), TAG]
    assert [(s.angeschlossen, s.einarbeitung, s.dienste) for s in staende] == [
        (0, 1, 0), (1, 1, 0), (2, 0, 2), (2, 0, 0),
    ]  # fmt: skip
    assert bilanz.develop([], TAG) == []


@pytest.mark.parametrize(
    ("zahlen", "raenge"),
    [
        ({}, []),
        ({"a": 4, "b": 9, "c": 4, "d": 1}, [(1, "b", 9), (2, "a", 4), (2, "c", 4), (4, "d", 1)]),
        ({"a": 3, "b": 3}, [(1, "a", 3), (1, "b", 3)]),
    ],
)
def test_equal_numbers_share_a_rank(zahlen, raenge):
    assert bilanz.ranks(zahlen) == raenge


@given(st.dictionaries(st.integers(), st.integers(0, 9), max_size=20))
def test_ranks_count_who_is_before(zahlen):
    for rang, wer, zahl in bilanz.ranks(zahlen):
        assert rang == 1 + sum(other > zahl for other in zahlen.values())
        assert zahlen[wer] == zahl


@pytest.mark.parametrize(
    ("anzahl", "shown"),
    [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (52, 50), (99, 100), (100, 100), (2801, 2801)],
)
def test_small_numbers_say_nothing_about_a_single_antrag(anzahl, shown):
    assert bilanz.publishable(anzahl) == shown


@given(st.integers(0, 99))
def test_one_antrag_more_is_mostly_not_seen(anzahl):
    """Differences of two days give at most steps of five."""
    one, more = bilanz.publishable(anzahl), bilanz.publishable(anzahl + 1)
    assert (more or 0) - (one or 0) in (0, 5)


@pytest.mark.parametrize(("anzahl", "je_tag"), [(4760, 170), (0, 0), (13, 0), (14, 1), (41, 1), (42, 2)])
def test_per_day_is_rounded_half_up(anzahl, je_tag):
    assert bilanz.per_day(anzahl) == je_tag


def test_sums_over_windows():
    tage = {tag(-n): 1 for n in range(400)}
    assert bilanz.total(tage, TAG, 28) == 28
    assert bilanz.total(tage, TAG, 365) == 365
    assert bilanz.total(tage, TAG) == 400
    assert bilanz.total(tage, tag(-390)) == 10
    assert bilanz.window(TAG) == (date(2024, 3, 14), TAG)


def test_months_without_antrag_are_shown():
    tage = {date(2024, 1, 31): 2, date(2024, 3, 1): 1, date(2024, 3, 2): 4}
    assert bilanz.by_month(tage) == {date(2024, 1, 1): 2, date(2024, 2, 1): 0, date(2024, 3, 1): 5}
    assert bilanz.by_month({}) == {}

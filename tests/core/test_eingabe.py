"""Days, periods and spellings: example tables, and what holds for any text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.core.eingabe import covers, distance, example_day, read_day, require_all
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.imports import read_day_of, require_day

JUNE = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-01", JUNE),
        ("1.6.2026", JUNE),
        ("01.06.2026", JUNE),
        ("1. 6. 2026", JUNE),
        (" 2026-6-1 ", JUNE),
        ("", None),
        ("31.2.2026", None),
        ("1.6.26", None),
        ("0000-01-01", None),
        ("2026-06-01T00:00", None),
        ("6/1/2026", None),
        ("١.٦.٢٠٢٦", None),
    ],
)
def test_a_day_is_read_as_people_and_machines_write_it(text, day):
    assert read_day(text) == day


@given(st.dates())
def test_every_day_reads_back(day):
    assert read_day(day.isoformat()) == day == read_day(f"{day.day}.{day.month}.{day.year:04}")


@given(st.dates(date(2020, 1, 1), date(2120, 1, 1)))
def test_an_example_is_a_day_to_come_that_people_work_on(today):
    example = read_day(example_day(today))
    assert example is not None
    assert 30 <= (example - today).days <= 32
    assert example.isoweekday() <= 5


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text):
    assert read_day(text) is None or read_day(text).year >= 1


def test_a_column_with_a_day():
    assert read_day_of({"am": "1.6.2026"}, "am") == JUNE == require_day({"am": "2026-06-01"}, "am")
    assert read_day_of({}, "am") is None
    for werte, satz in (({"am": "morgen"}, "„am“: „morgen“ ist kein Datum"), ({}, "„am“: Hier muss ein Datum stehen")):
        with pytest.raises(InvalidInput, match=satz):
            require_day(werte, "am")


@pytest.mark.parametrize(
    ("von", "bis", "expected"),
    [
        (None, None, True),
        (JUNE, JUNE, True),
        (date(2026, 6, 2), None, False),
        (None, date(2026, 5, 31), False),
    ],
)
def test_both_ends_belong_to_a_period(von, bis, expected):
    assert covers(von, bis, JUNE) is expected


def test_all_errors_come_at_once():
    def wrong(feld):
        raise InvalidInput("falsch", {feld: "so nicht"})

    with pytest.raises(InvalidInput) as found:
        require_all(lambda: wrong("a"), lambda: None, lambda: wrong("b"))
    assert found.value.fehler == {"a": "so nicht", "b": "so nicht"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("kiel", "kiel", 0),
        ("kil", "kiel", 1),
        ("keil", "kiel", 1),
        ("kiell", "kiel", 1),
        ("kuel", "kiel", 1),
        ("elterngled", "elterngeld", 1),
        ("preetz", "plön", 3),
        ("a", "abcdef", 3),
        ("", "", 0),
    ],
)
def test_distance_counts_what_is_wrong(one, other, expected):
    assert distance(one, other, 2) == expected == distance(other, one, 2)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_is_the_same_both_ways_and_bounded(one, other):
    found = distance(one, other, 9)
    assert found == distance(other, one, 9) <= max(len(one), len(other))
    assert (found == 0) == (one == other)

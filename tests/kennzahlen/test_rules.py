"""What is counted when a case changes, and what counts tell: example tables."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.kennzahlen.rules import (
    KLASSEN,
    Art,
    Fall,
    Gezaehlt,
    Platz,
    ages,
    backlog_change,
    backlog_over,
    class_of,
    count_change,
    durations,
    in_days,
    monday,
    percentile,
    weeks,
)
from ozgcloud.vorgang.rules import Status

A, B = Platz(UUID(int=1), "99000000000001"), Platz(UUID(int=2), "99000000000001")
MITTWOCH, MONTAG = date(2026, 11, 18), date(2026, 11, 16)
EINGANG = date(2026, 11, 8)
OFFEN, ZU = Gezaehlt(A, True), Gezaehlt(A, False)


def fall(status=Status.NEU, platz=A):
    return Fall(platz, EINGANG, status)


@pytest.mark.parametrize(
    ("vorher", "jetzt", "neu", "arten"),
    [
        (None, fall(), True, [(A, Art.EINGANG, 0)]),
        (None, fall(Status.ABGESCHLOSSEN), True, [(A, Art.EINGANG, 0), (A, Art.ERLEDIGT, 10)]),
        (None, fall(), False, []),
        (None, fall(Status.ABGESCHLOSSEN), False, []),
        (OFFEN, fall(), False, []),
        (OFFEN, fall(), True, []),
        (OFFEN, fall(Status.BESCHIEDEN), False, []),
        (OFFEN, fall(Status.ABGESCHLOSSEN), False, [(A, Art.ERLEDIGT, 10)]),
        (OFFEN, fall(Status.VERWORFEN), False, [(A, Art.VERWORFEN, 0)]),
        (OFFEN, fall(Status.WEITERGELEITET), False, [(A, Art.ABGEGEBEN, 0)]),
        (ZU, fall(Status.ZU_LOESCHEN), False, []),
        (ZU, fall(Status.IN_BEARBEITUNG), False, [(A, Art.WIEDER, 0)]),
        (OFFEN, fall(platz=B), False, [(A, Art.WEGZUG, 0), (B, Art.ZUZUG, 0)]),
        (ZU, fall(Status.ABGESCHLOSSEN, B), False, []),
    ],
)
def test_what_a_change_counts(vorher, jetzt, neu, arten):
    zellen = count_change(vorher, jetzt, MITTWOCH, neu_am=MITTWOCH if neu else None)
    assert [(z.platz, z.art, z.klasse) for z in zellen] == arten
    assert {z.woche for z in zellen} <= {MONTAG}


def test_an_intake_belongs_to_its_own_week_however_late_it_is_counted():
    zellen = count_change(None, fall(Status.ABGESCHLOSSEN), MITTWOCH, neu_am=EINGANG)
    assert [(z.art, z.woche) for z in zellen] == [(Art.EINGANG, monday(EINGANG)), (Art.ERLEDIGT, MONTAG)]


@pytest.mark.parametrize(
    ("vorher", "jetzt", "bestand"),
    [
        (None, fall(), [(A, 1)]),
        (None, fall(Status.VERWORFEN), []),
        (OFFEN, fall(Status.BESCHIEDEN), []),
        (OFFEN, fall(Status.ABGESCHLOSSEN), [(A, -1)]),
        (ZU, fall(), [(A, 1)]),
        (OFFEN, fall(platz=B), [(A, -1), (B, 1)]),
    ],
)
def test_what_a_change_does_to_the_backlog(vorher, jetzt, bestand):
    assert backlog_change(vorher, jetzt) == bestand


@pytest.mark.parametrize(
    ("tage", "klasse"), [(-3, 0), (0, 0), (14, 14), (15, 21), (21, 21), (22, 28), (731, 9_999), (99_999, 9_999)]
)
def test_durations_fall_into_classes(tage, klasse):
    assert class_of(tage) == klasse


@given(st.lists(st.integers(0, 800), min_size=1, max_size=60), st.sampled_from([0.5, 0.9]))
def test_a_percentile_is_the_class_of_the_one_that_stands_there(tage, anteil):
    counted = {end: sum(class_of(t) == end for t in tage) for end in KLASSEN}
    place = next(n for n in range(1, len(tage) + 1) if n >= anteil * len(tage))
    assert percentile({k: n for k, n in counted.items() if n}, anteil) == class_of(sorted(tage)[place - 1])


def test_nothing_done_has_no_percentile():
    assert percentile({}, 0.5) is None


def test_weeks_end_with_the_one_of_today_also_over_new_year():
    assert weeks(MITTWOCH, 2) == [MONTAG - timedelta(weeks=1), MONTAG]
    assert weeks(date(2027, 1, 1), 1) == [date(2026, 12, 28)]
    assert monday(date(2026, 11, 22)) == MONTAG


def test_the_backlog_is_worked_out_backwards():
    eins, zwei, drei = weeks(MITTWOCH, 3)
    flow = {(drei, Art.EINGANG): 5, (drei, Art.ERLEDIGT): 2, (zwei, Art.WIEDER): 1, (zwei, Art.ABGEGEBEN): 4}
    assert backlog_over([eins, zwei, drei], 10, flow) == [10, 7, 10]


def test_ages_are_told_in_a_few_words():
    offen = {MONTAG: 1, MONTAG - timedelta(weeks=2): 2, date(2020, 1, 6): 4}
    assert dict(ages(offen, MITTWOCH)) == {
        "1 Woche": 1, "4 Wochen": 2, "3 Monate": 0, "6 Monate": 0, "älter": 4
    }  # fmt: skip


def test_every_class_has_its_bar():
    assert sum(n for _, n in durations(dict.fromkeys(KLASSEN, 1))) == len(KLASSEN)
    assert dict(durations({0: 2, 7: 1, 14: 1, 9_999: 3})) == {
        "1 Tag": 2, "1 Woche": 1, "2 Wo.": 1, "4 Wo.": 0, "8 Wo.": 0, "16 Wo.": 0, "länger": 3
    }  # fmt: skip


@pytest.mark.parametrize(
    ("klasse", "text"),
    [(None, "–"), (0, "am selben Tag"), (1, "1 Tag"), (14, "14 Tage"), (28, "bis 28 Tage"), (9_999, "über 730 Tage")],
)
def test_a_duration_in_words(klasse, text):
    assert in_days(klasse) == text

"""How patiently a consequence is tried."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.delivery import rules


def test_waits_double_up_to_six_hours():
    waits = [rules.wait_before(attempt).total_seconds() for attempt in range(1, 16)]
    assert waits[:4] == [5, 10, 20, 40]
    assert max(waits) == waits[-1] == 6 * 3600
    assert waits == sorted(waits)


@given(st.integers(1, 10_000), st.timedeltas(timedelta(), timedelta(days=30)))
def test_the_receiver_is_never_asked_earlier_than_it_said(attempt, asked):
    assert rules.wait_before(attempt, asked) >= asked
    assert rules.wait_before(attempt, asked) >= rules.wait_before(attempt)


def test_after_twelve_tries_a_person_looks():
    assert [attempt for attempt in range(1, 15) if rules.is_exhausted(attempt)] == [12, 13, 14]

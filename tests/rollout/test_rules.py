"""The way of an Online-Dienst into a Verwaltung: what may follow, and on which day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.rollout import rules
from ozgcloud.rollout.rules import Anbindungsstand as Stand
from ozgcloud.rollout.rules import Phase

TAG = date(2026, 11, 22)
FRUEHER = TAG - timedelta(days=30)


@pytest.mark.parametrize(
    ("von", "nach"),
    [
        (None, Phase.INTERESSE),
        (None, Phase.VEREINBARUNG),
        (Phase.EINRICHTUNG, Phase.TEST),
        (Phase.TEST, Phase.EINRICHTUNG),
        (Phase.TEST, Phase.GOLIVE),
        (Phase.GOLIVE, Phase.AUSGESETZT),
        (Phase.AUSGESETZT, Phase.GOLIVE),
        (Phase.REVIEW, Phase.REVIEW),
    ],
)
def test_may_follow(von, nach):
    rules.require_step(von, nach, seit=FRUEHER, am=TAG, today=TAG)


@pytest.mark.parametrize(
    ("von", "nach"),
    [
        (None, Phase.GOLIVE),
        (Phase.INTERESSE, Phase.GOLIVE),
        (Phase.EINRICHTUNG, Phase.GOLIVE),
        (Phase.GOLIVE, Phase.TEST),
        (Phase.GOLIVE, Phase.GOLIVE),
        (Phase.INTERESSE, Phase.AUSGESETZT),
    ],
)
def test_may_not_follow_and_says_what_may(von, nach):
    with pytest.raises(Conflict, match="Möglich ist: „"):
        rules.require_step(von, nach, seit=FRUEHER, am=TAG, today=TAG)


@pytest.mark.parametrize("am", [TAG + timedelta(days=1), FRUEHER - timedelta(days=1)])
def test_days_go_forward_and_not_into_the_future(am):
    with pytest.raises(InvalidInput) as error:
        rules.require_step(Phase.TEST, Phase.GOLIVE, seit=FRUEHER, am=am, today=TAG)
    assert set(error.value.fehler) == {"am"}


def test_every_phase_has_a_name_and_a_way_on():
    assert set(rules.PHASEN) == set(Phase) == set(rules.FOLLOWS) - {None}
    assert all(rules.next_phases(phase) for phase in rules.FOLLOWS)
    assert set(rules.STAENDE) == set(Stand) == set(rules.STAND_FOLLOWS) - {None}


def test_connection_of_a_verwaltung():
    rules.require_stand(None, Stand.ANGESCHLOSSEN, seit=None, am=TAG, today=TAG)
    with pytest.raises(Conflict, match="nicht begonnen"):
        rules.require_stand(None, Stand.AUSGESCHIEDEN, seit=None, am=TAG, today=TAG)
    rules.require_connected(Stand.ANGESCHLOSSEN, TAG, TAG)
    for stand, seit in ((None, None), (Stand.EINARBEITUNG, TAG), (Stand.ANGESCHLOSSEN, TAG + timedelta(days=1))):
        with pytest.raises(Conflict):
            rules.require_connected(stand, seit, TAG)


def test_the_usual_way_passes_its_own_rules():
    way = rules.usual_way(TAG)
    assert rules.require_way(way, TAG) == (Phase.GOLIVE, TAG)
    assert rules.require_way(rules.usual_way(TAG, Phase.TEST), TAG)[0] is Phase.TEST


@pytest.mark.parametrize(
    ("schritte", "tage"),
    [
        ([], (None, None)),
        ([(Phase.TEST, FRUEHER)], (None, None)),
        ([(Phase.GOLIVE, FRUEHER)], (FRUEHER, None)),
        ([(Phase.GOLIVE, FRUEHER), (Phase.AUSGESETZT, TAG)], (FRUEHER, TAG - timedelta(days=1))),
        ([(Phase.GOLIVE, TAG), (Phase.AUSGESETZT, TAG)], (None, TAG - timedelta(days=1))),
        ([(Phase.GOLIVE, FRUEHER), (Phase.AUSGESETZT, FRUEHER), (Phase.GOLIVE, TAG)], (TAG, None)),
    ],
)
def test_days_of_service(schritte, tage):
    assert rules.service_days(schritte) == tage


@given(st.lists(st.tuples(st.sampled_from(list(Phase)), st.integers(0, 400)), max_size=12))
def test_any_history_walks_or_says_why_not(schritte):
    way = [(phase, FRUEHER + timedelta(days=days - 300)) for phase, days in schritte]
    try:
        ende, seit = rules.require_way(way, TAG)
    except (Conflict, InvalidInput):
        return
    assert (ende, seit) == (way[-1] if way else (None, None))
    assert [am for _, am in way] == sorted(am for _, am in way)


@pytest.mark.parametrize("text", ["x" * 1001, "a\x00b"])
def test_notes_have_limits(text):
    with pytest.raises(InvalidInput):
        rules.require_note("blocker", text)
    assert rules.require_note("blocker", " Zeile\r\nzwei ") == "Zeile\nzwei"

"""What a Bescheid allows in which state, and the sentences the law wants in it."""

from datetime import UTC, datetime, timedelta

import pytest

from ozgcloud.bescheid import rules
from ozgcloud.bescheid.rules import BescheidStatus
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.vorgang.rules import Status

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ENTWURF, ERLASSEN, UNTERWEGS, BEREITGESTELLT = BescheidStatus


def refuses(rule, *args, **kwargs) -> bool:
    try:
        rule(*args, **kwargs)
    except Conflict:
        return True
    return False


@pytest.mark.parametrize("status", BescheidStatus)
def test_only_a_draft_is_changed_or_issued(status):
    assert refuses(rules.require_draft, status) is (status is not ENTWURF)


@pytest.mark.parametrize("status", BescheidStatus)
@pytest.mark.parametrize(
    ("until", "open_"),
    [(NOW + timedelta(microseconds=1), True), (NOW, False), (NOW - timedelta(days=1), False), (None, False)],
)
def test_taking_back_ends_with_the_hold(status, until, open_):
    assert refuses(rules.require_withdrawable, status, until, NOW) is not (status is ERLASSEN and open_)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("is_newest", [True, False])
def test_only_the_decision_in_force_is_issued(status, is_newest):
    assert refuses(rules.require_current, status, is_newest=is_newest) is not (
        status is Status.BESCHIEDEN and is_newest
    )


@pytest.mark.parametrize("status", [None, *BescheidStatus])
def test_a_decided_case_closes_when_its_bescheid_is_there(status):
    assert refuses(rules.require_closable, status) is (status is not BEREITGESTELLT)


@pytest.mark.parametrize(
    ("statuses", "refused"),
    [
        ([], False),
        ([ENTWURF], False),
        ([BEREITGESTELLT], False),
        ([ERLASSEN], True),
        ([UNTERWEGS], True),
        ([BEREITGESTELLT, UNTERWEGS], True),
        ([ENTWURF, BEREITGESTELLT], False),
    ],
)
def test_a_case_is_not_reopened_while_a_letter_is_on_its_way(statuses, refused):
    assert refuses(rules.require_no_bescheid_underway, statuses) is refused


def test_hold_counts_from_the_issue():
    assert rules.hold_until(NOW, 10) == NOW + timedelta(minutes=10)
    assert rules.hold_until(NOW, 0) == NOW


def test_a_bescheid_says_what_is_decided():
    assert rules.require_tenor("  Bewilligt. ") == "Bewilligt."
    for text in ("", " \n\t"):
        with pytest.raises(InvalidInput) as error:
            rules.require_tenor(text)
        assert set(error.value.fehler) == {"tenor"}


def test_the_instruction_names_remedy_deadline_form_and_seat():
    """§ 37 (6) VwVfG, § 58 (1) VwGO: Rechtsbehelf, authority, seat, deadline."""
    text = rules.rechtsbehelfsbelehrung("Stadt Preetz", "Bahnhofstraße 24", "24211", "Preetz")
    for part in (
        "Widerspruch",
        "innerhalb eines Monats",
        "Bekanntgabe",
        "Niederschrift",
        "Stadt Preetz",
        "24211 Preetz",
    ):
        assert part in text

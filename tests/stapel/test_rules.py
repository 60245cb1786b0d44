"""Rules of Stapel as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.stapel.rules import (
    MAX_GEWAEHLT,
    Aktion,
    Lage,
    Stand,
    read_aktion,
    require_chosen,
    require_running,
    require_undoable,
    takes_back_until,
)

ENDE = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def lage(aktion=Aktion.ZUWEISEN, stand=Stand.FERTIG, *, ruecknahme=False, genommen=False, erledigt=3) -> Lage:
    return Lage(
        aktion, stand, ruecknahme, genommen, erledigt, ENDE if stand in (Stand.FERTIG, Stand.ANGEHALTEN) else None
    )


@pytest.mark.parametrize(
    ("case", "minuten", "geht"),
    [
        (lage(), 0, True),
        (lage(), 9, True),
        (lage(), 10, False),
        (lage(stand=Stand.ANGEHALTEN), 1, True),
        (lage(stand=Stand.LAEUFT), 0, False),
        (lage(stand=Stand.SAMMELT), 0, False),
        (lage(Aktion.UEBERNEHMEN), 1, True),
        (lage(Aktion.BEARBEITEN), 1, True),
        (lage(Aktion.ANNEHMEN), 1, False),
        (lage(erledigt=0), 1, False),
        (lage(ruecknahme=True), 1, False),
        (lage(genommen=True), 1, False),
    ],
)
def test_who_waits_too_long_or_did_nothing_cannot_take_back(case, minuten, geht):
    if geht:
        require_undoable(case, ENDE + timedelta(minutes=minuten))
        assert takes_back_until(case) == ENDE + timedelta(minutes=10)
    else:
        with pytest.raises(Conflict):
            require_undoable(case, ENDE + timedelta(minutes=minuten))


@pytest.mark.parametrize(
    ("stand", "geht"), [("sammelt", True), ("laeuft", True), ("fertig", False), ("angehalten", False)]
)
def test_only_what_runs_is_stopped(stand, geht):
    if geht:
        require_running(Stand(stand))
    else:
        with pytest.raises(Conflict):
            require_running(Stand(stand))


@pytest.mark.parametrize("anzahl", [0, MAX_GEWAEHLT + 1])
def test_nothing_and_too_much_are_refused(anzahl):
    require_chosen(1)
    require_chosen(MAX_GEWAEHLT)
    with pytest.raises(InvalidInput):
        require_chosen(anzahl)


def test_an_unknown_action_is_refused():
    assert read_aktion("zuweisen") is Aktion.ZUWEISEN
    with pytest.raises(InvalidInput):
        read_aktion("löschen")

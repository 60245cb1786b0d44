"""Public numbers are folded from the journal exactly once, and anybody with the journal gets the same."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connections

from gang import reiche_ein
from lauf import drain, relay_all
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.flow import relay
from ozgcloud.onlinedienst.actions.withdraw_onlinedienst import withdraw_onlinedienst
from ozgcloud.rollout import zaehlung
from ozgcloud.rollout.models import Antragszahl
from ozgcloud.rollout.rules import Phase
from ozgcloud.rollout.zaehlung import recount
from rollout.conftest import gehe
from welt import ARS, CLEARING, NIEMANDSORT, submit


def zellen():
    with connections["relay"].cursor() as cursor:
        cursor.execute("SELECT mandant_id, tag, kanal, anzahl FROM antragszahl ORDER BY mandant_id")
        return cursor.fetchall()


@pytest.fixture
def gezaehlt(angeschlossen, heute):
    gehe(angeschlossen, Phase.GOLIVE, heute - timedelta(days=5))
    for _ in range(3):
        reiche_ein(angeschlossen)
    reiche_ein(angeschlossen, nummer=2)
    submit(angeschlossen, ars=NIEMANDSORT, seed=9)
    drain()
    return angeschlossen


def test_counted_once_by_mandant_and_day(gezaehlt, heute):
    assert zellen() == [(1, heute, "portal", 3), (2, heute, "portal", 1), (CLEARING, heute, "portal", 1)]
    drain()
    assert zellen()[0][3] == 3
    submit(gezaehlt, ars=ARS[1], seed=11)
    relay_all()
    assert zellen()[0][3] == 4
    assert recount() == zaehlung.Abgleich(3, 8, 0, 0)


def test_a_relay_that_dies_before_its_end_counts_nothing(gezaehlt, heute, monkeypatch):
    def breaks(cursor, rows):
        zaehlung.fold(cursor, rows)
        raise RuntimeError

    submit(gezaehlt, seed=11)
    monkeypatch.setattr(relay, "fold", breaks)
    with pytest.raises(RuntimeError):
        relay_all()
    monkeypatch.undo()
    assert zellen()[0][3] == 3
    relay_all()
    assert zellen()[0][3] == 4


def test_recount_finds_and_repairs_what_was_touched(gezaehlt, als_superuser):
    als_superuser.execute("UPDATE antragszahl SET anzahl = anzahl + 1 WHERE mandant_id = 1")
    als_superuser.execute("DELETE FROM rollout_verlauf WHERE stand = 'golive'")
    found = recount()
    assert not found.stimmt
    assert (found.falsche_zellen, found.falscher_verlauf) == (2, 1), "the wrong row and the right one"
    recount(repair=True)
    assert recount().stimmt
    assert zellen()[0][3] == 3


def test_recount_leaves_to_the_relay_what_lies_behind_its_cursor(gezaehlt):
    submit(gezaehlt, seed=11)
    assert recount(repair=True).stimmt
    assert zellen()[0][3] == 3
    relay_all()
    assert zellen()[0][3] == 4
    assert recount().stimmt


def test_a_withdrawn_dienst_is_in_the_history_without_mandant(gezaehlt, heute, als_superuser):
    withdraw_onlinedienst(gezaehlt.leitstand, onlinedienst_id=gezaehlt.onlinedienst_id)
    relay_all()
    rows = als_superuser.execute("SELECT mandant_id, am FROM rollout_verlauf WHERE stand = 'abgekuendigt'").fetchall()
    assert rows == [(None, heute)]
    assert recount().stimmt


def test_a_mandant_sees_its_own_numbers_and_changes_none(gezaehlt):
    with mandant_scope(1):
        assert [z.anzahl for z in Antragszahl.objects.all()] == [3]
    with mandant_scope(2):
        assert [z.anzahl for z in Antragszahl.objects.all()] == [1]


def test_the_command_says_whether_the_numbers_are_right(gezaehlt, als_superuser, capsys):
    call_command("monitor", "rechne")
    assert "stimmen mit dem Journal überein: 3 Zellen, 8 Schritte" in capsys.readouterr().out
    als_superuser.execute("DELETE FROM antragstag")
    with pytest.raises(SystemExit):
        call_command("monitor", "rechne", "--json")
    assert '"stimmt": false' in capsys.readouterr().out
    call_command("monitor", "rechne", "--reparieren")
    call_command("monitor", "rechne")
    assert "ersetzt: 1 bei Anträgen" in capsys.readouterr().out

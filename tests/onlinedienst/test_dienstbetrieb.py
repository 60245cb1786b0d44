"""Where a central Online-Dienst is open, and whose values it shows."""

from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.onlinedienst.models import Dienstbetrieb, Onlinedienst, Phase
from ozgcloud.onlinedienst.parameter import Art, Parameter, as_json
from ozgcloud.onlinedienst.queries import is_online_at, parameters_of
from ozgcloud.onlinedienst.rules import is_active

TAG = date(2026, 11, 22)
GESTERN, MORGEN = date(2026, 11, 21), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("von", "bis", "ueberall", "aktiv"),
    [
        (None, None, True, True),
        (None, None, False, False),
        (TAG, None, False, True),
        (TAG, TAG, False, True),
        (MORGEN, None, True, False),
        (GESTERN, GESTERN, True, False),
        (None, GESTERN, True, False),
    ],
)
def test_days_of_service(von, bis, ueberall, aktiv):
    assert is_active(von, bis, TAG, ueberall=ueberall) is aktiv


@pytest.fixture
def dienst(welt):
    gebuehr = Parameter("gebuehr", "Gebühr", Art.BETRAG, "10.00")
    Onlinedienst.objects.update(parameter=as_json((gebuehr,)))
    with mandant_scope(1):
        Dienstbetrieb.objects.create(
            mandant_id=1, onlinedienst_id=welt.onlinedienst_id, parameter={"gebuehr": "12.50"}, aktiv_von=TAG
        )
    return Onlinedienst.objects.get()


def test_open_where_it_says_so(dienst):
    assert (is_online_at(dienst, 1, TAG), is_online_at(dienst, 1, GESTERN)) == (True, False)
    assert is_online_at(dienst, 2, TAG), "offered everywhere"
    dienst.ueberall = False
    assert (is_online_at(dienst, 1, TAG), is_online_at(dienst, 2, TAG)) == (True, False)
    dienst.phase = Phase.ABGEKUENDIGT
    assert not is_online_at(dienst, 1, TAG)


def test_each_mandant_shows_its_own_values(dienst):
    assert parameters_of(dienst, 1) == {"gebuehr": "12,50 Euro"}
    assert parameters_of(dienst, 2) == {"gebuehr": "10,00 Euro"}


def test_everybody_reads_and_nobody_writes_anothers(dienst):
    with mandant_scope(2), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM dienstbetrieb")
        assert cursor.fetchone() == (1,)
        cursor.execute("UPDATE dienstbetrieb SET aktiv_von = NULL")
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM dienstbetrieb")
        assert cursor.rowcount == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Dienstbetrieb.oeffentlich.create(mandant_id=1, onlinedienst_id=dienst.id)

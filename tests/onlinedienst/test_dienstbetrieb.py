"""Where a central Online-Dienst is open, and whose values it shows."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from ozgcloud.antrag.actions.submit_antrag import submit_antrag
from ozgcloud.antrag.queries import get_entwurf
from ozgcloud.core import clock
from ozgcloud.core.actor import citizen_actor
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.datenschema.sichten import OptionSicht
from ozgcloud.onlinedienst.actions.publish_onlinedienst import Angaben, publish_onlinedienst
from ozgcloud.onlinedienst.actions.withdraw_onlinedienst import withdraw_onlinedienst
from ozgcloud.onlinedienst.models import Dienstbetrieb, Onlinedienst, Phase
from ozgcloud.onlinedienst.parameter import Art, Parameter, as_json
from ozgcloud.onlinedienst.queries import is_online_at, parameters_of, texts_at
from ozgcloud.onlinedienst.rules import is_active
from ozgcloud.portal.hilfetexte import filled, values_for
from welt import ARS, LEISTUNG, NIEMANDSORT, fill_entwurf

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


# ── what it means for citizens and letters


def switch_off_everywhere():
    Onlinedienst.objects.update(ueberall=False)


def test_nobody_begins_where_it_is_not_open(welt):
    switch_off_everywhere()
    response = Client().post("/online/pruefdienst/beginnen/", {"gebiet": ARS[2]})
    assert response.status_code == 409
    assert "an diesem Ort noch nicht oder nicht mehr online" in response.content.decode()
    with mandant_scope(2):
        Dienstbetrieb.objects.create(mandant_id=2, onlinedienst_id=welt.onlinedienst_id, aktiv_von=clock.today())
    assert Client().post("/online/pruefdienst/beginnen/", {"gebiet": ARS[2]}).status_code == 302
    assert Client().post("/online/pruefdienst/beginnen/", {"gebiet": ARS[1]}).status_code == 409
    assert Client().post("/online/pruefdienst/beginnen/", {"gebiet": NIEMANDSORT}).status_code == 409


def test_a_draft_begun_before_may_still_be_handed_in(welt):
    heute = clock.today()
    with mandant_scope(1):
        betrieb = Dienstbetrieb.objects.create(mandant_id=1, onlinedienst_id=welt.onlinedienst_id, aktiv_von=heute)
    geheimnis = fill_entwurf(welt)
    with clock.moved_by(timedelta(days=3)):
        with mandant_scope(1):
            betrieb.aktiv_bis = heute
            betrieb.save()
        assert submit_antrag(citizen_actor(), geheimnis=geheimnis).vorgangsnummer
        with pytest.raises(Conflict):
            fill_entwurf(welt, seed=2)


def test_a_draft_of_a_withdrawn_service_may_still_be_handed_in(welt):
    geheimnis = fill_entwurf(welt)
    withdraw_onlinedienst(welt.leitstand, onlinedienst_id=welt.onlinedienst_id)
    assert submit_antrag(citizen_actor(), geheimnis=geheimnis).vorgangsnummer


def test_a_draft_for_a_place_that_never_had_it_is_refused_with_a_way_on(welt):
    geheimnis = fill_entwurf(welt)
    switch_off_everywhere()
    with pytest.raises(Conflict, match="zuständige Stelle"):
        submit_antrag(citizen_actor(), geheimnis=geheimnis)


def test_the_letter_and_the_form_show_the_values_of_the_mandant(dienst, welt):
    Onlinedienst.objects.update(
        bescheid={
            "betreff": "Gebühr {gebuehr}",
            "rechtsgrundlagen": ["§ {gebuehr}", "{fremd}"],
            "tenor_bewilligt": "Ja.",
        }
    )
    neu = Onlinedienst.objects.get()
    assert texts_at(neu, 1) == {
        "betreff": "Gebühr 12,50 Euro",
        "rechtsgrundlagen": ["§ 12,50 Euro", "{fremd}"],
        "tenor_bewilligt": "Ja.",
    }
    assert texts_at(neu, 2)["betreff"] == "Gebühr 10,00 Euro"
    stand = get_entwurf(fill_entwurf(welt))
    assert values_for(stand) == {"gebuehr": "12,50 Euro"}
    option = OptionSicht("a", "{gebuehr}", True, "id", hilfe="Kostet {gebuehr}.")
    shown = filled((option,), values_for(stand))[0]
    assert (shown.hilfe, shown.label) == ("Kostet 12,50 Euro.", "{gebuehr}"), "labels and values stay"


def test_a_placeholder_nobody_declared_is_refused_at_publication(welt):
    schema_id = Onlinedienst.objects.get().datenschema_id
    angaben = Angaben(
        kennung="neu", leistung=LEISTUNG, datenschema_id=schema_id, titel="Neu", bescheid={"gebuehr": "{betrag}"}
    )
    with pytest.raises(InvalidInput) as error:
        publish_onlinedienst(welt.leitstand, angaben=angaben)
    assert set(error.value.fehler) == {"gebuehr"}

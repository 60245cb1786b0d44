"""Auszüge on real tables: whose rows, what is new, what is told, and what a broken-off download leaves."""

import json
from datetime import timedelta

import pytest

from doors.amt_zugang import fill, somebody
from gang import auffindbar, reiche_ein
from ozgcloud.core import clock
from ozgcloud.core.actor import Rolle
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.stapel import auszug
from ozgcloud.stapel.actions.begin_auszug import begin_auszug
from ozgcloud.stapel.actions.end_auszug import end_auszug
from ozgcloud.stapel.auszug import Bestellung, write_auszug
from ozgcloud.stapel.rules import Format
from ozgcloud.stapel.spalten import choose
from ozgcloud.vorgang.queries import Filter
from ozgcloud.vorgang.rules import Status

SPALTEN = choose(["vorgangsnummer", "antragsteller"])


def take(actor, *, nur_neue=False, auswahl=None, spalten=SPALTEN):
    bestellung = Bestellung(Format.JSON, spalten, auswahl or Filter(), nur_neue)
    lauf = begin_auszug(actor, bestellung=bestellung)
    content = b"".join(write_auszug(actor, bestellung, lauf))
    end_auszug(actor, bestellung=bestellung, lauf=lauf)
    return [row["vorgangsnummer"] for row in json.loads(content)]


def told(typ):
    with mandant_scope(1):
        return [row.daten for row in Ereignis.objects.filter(typ=typ).order_by("sequenz")]


def test_every_row_once_over_many_pages(welt, monkeypatch):
    monkeypatch.setattr(auszug, "SEITE", 7)
    numbers = fill(welt, 40)
    assert sorted(take(welt.eins.sachbearbeitung)) == sorted(numbers)


def test_the_rows_are_those_of_the_own_list(welt):
    eigener = reiche_ein(welt)
    reiche_ein(welt, nummer=2)
    assert take(welt.eins.sachbearbeitung) == [eigener.vorgangsnummer]
    assert take(welt.eins.fremde_einheit) == []
    assert take(welt.eins.sachbearbeitung, auswahl=Filter(status=Status.VERWORFEN)) == []


def test_only_new_begins_where_the_last_one_ended_per_person_and_filter(welt):
    user, kollegin = welt.eins.sachbearbeitung, somebody(1, Rolle.USER, welt.eins.einheit)
    with clock.moved_by(timedelta(minutes=-5)):
        alt = reiche_ein(welt)
    assert take(user, nur_neue=True) == [alt.vorgangsnummer], "the first time everything is new"
    assert take(user, nur_neue=True) == []
    neu = reiche_ein(welt, seed=2)
    assert take(user, nur_neue=True) == [], "the last seconds are left for the next one"
    with clock.moved_by(timedelta(minutes=1)):
        assert take(user, nur_neue=True) == [neu.vorgangsnummer]
        assert sorted(take(kollegin, nur_neue=True)) == sorted([alt.vorgangsnummer, neu.vorgangsnummer])
        assert take(user, nur_neue=True, auswahl=Filter(ansicht="meine")) == []


def test_it_is_told_by_kind_and_count_never_by_word(welt):
    fill(welt, 3)
    auffindbar(1)
    take(welt.eins.sachbearbeitung, auswahl=Filter(suche="person"))
    [begun], [ended] = told("AuszugBegun"), told("AuszugEnded")
    assert (begun["ist_gesucht"], begun["mit_namen"], begun["ist_gefiltert"]) == (True, True, False)
    assert (ended["anzahl"], ended["vollstaendig"]) == (3, True)
    assert "person" not in json.dumps([begun, ended]).replace("vorgang", "")


def test_a_broken_off_one_is_told_and_moves_no_mark(welt):
    with clock.moved_by(timedelta(minutes=-5)):
        numbers = fill(welt, 3)
    user = welt.eins.sachbearbeitung
    bestellung = Bestellung(Format.JSON, SPALTEN, Filter(), nur_neue=True)
    lauf = begin_auszug(user, bestellung=bestellung)
    write_auszug(user, bestellung, lauf).close()
    end_auszug(user, bestellung=bestellung, lauf=lauf)
    assert told("AuszugEnded")[0]["vollstaendig"] is False
    assert sorted(take(user, nur_neue=True)) == sorted(numbers)


@pytest.mark.parametrize("spalten", [["vorgangsnummer"], ["vorgangsnummer", "antragsteller"]])
def test_names_are_read_only_where_they_are_wanted(welt, spalten):
    fill(welt, 2)
    take(welt.eins.sachbearbeitung, spalten=choose(spalten))
    assert told("AuszugBegun")[0]["mit_namen"] is (len(spalten) == 2)

"""Verwaltungen enter the list of Mandanten, change, and are refused; by file and by a person."""

import threading
from contextlib import suppress

import pytest
from django.db import connections
from hypothesis import given, settings
from hypothesis import strategies as st

from mandant.listen import importiere, liste, ort
from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput
from ozgcloud.core.imports import Ausgang, command_line
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.mandant.actions.save_mandant import save_mandant
from ozgcloud.mandant.models import Land, Mandant, Organisationseinheit
from ozgcloud.mandant.verwaltungsangaben import read_verwaltung

ARS = "010575785000"
ROW = {"kurz": "amt-bw", "name": "Amt Bokhorst-Wankendorf", "art": "amt", "land": "SH"}
BETRIEB = command_line()


def angaben(**more):
    return read_verwaltung(ROW | more)


def einheiten(mandant_id):
    with mandant_scope(mandant_id):
        return sorted(Organisationseinheit.objects.values_list("name", flat=True))


@pytest.mark.usefixtures("db_ozg")
def test_a_verwaltung_is_new_then_changed_then_the_same():
    first = save_mandant(BETRIEB, angaben=angaben(einheiten="Bauamt; Ordnungsamt ;Bauamt", plz="24601"))
    assert (first.mandant_id, first.ausgang) == (10001, Ausgang.NEU)
    assert Land.objects.get().name == "Schleswig-Holstein"
    assert einheiten(10001) == ["Bauamt", "Ordnungsamt"]
    again = save_mandant(BETRIEB, angaben=angaben(einheiten="Ordnungsamt", plz="24601"))
    assert again.ausgang is Ausgang.UNVERAENDERT
    more = save_mandant(BETRIEB, angaben=angaben(einheiten="Steuern", plz="24601"))
    assert more.ausgang is Ausgang.GEAENDERT
    renamed = save_mandant(BETRIEB, angaben=angaben(name="Amt B-W", plz="24601"))
    assert (renamed.ausgang, Mandant.objects.get().name) == (Ausgang.GEAENDERT, "Amt B-W")
    assert einheiten(10001) == ["Bauamt", "Ordnungsamt", "Steuern"]
    with mandant_scope(10001):
        events = Ereignis.objects.filter(typ="MandantSaved").order_by("sequenz")
        assert [event.daten["neu"] for event in events] == [True, False, False]
        assert {event.kette for event in events} == {"mandant:10001"}


@pytest.mark.usefixtures("db_ozg")
def test_who_may_change_the_list():
    person = Actor(ActorKind.PERSON, "x", 10001, frozenset({Rollenzuweisung(Rolle.FACHADMIN)}))
    leitstand = Actor(ActorKind.OPERATOR, "x", None, frozenset({Rollenzuweisung(Rolle.LEITSTAND)}))
    with pytest.raises(Forbidden):
        save_mandant(person, angaben=angaben())
    assert save_mandant(leitstand, angaben=angaben()).ausgang is Ausgang.NEU


@pytest.mark.parametrize(
    ("wrong", "feld"),
    [
        ({"kurz": "Amt BW"}, "kurz"),
        ({"kurz": ""}, "kurz"),
        ({"kurz": "a" * 51}, "kurz"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"art": "bund"}, "art"),
        ({"land": "Bund"}, "land"),
        ({"land": "0"}, "land"),
        ({"plz": "2460"}, "plz"),
        ({"telefon": "ruf mich an"}, "telefon"),
        ({"email": "amt"}, "email"),
        ({"ars": "1057578500"}, "ars"),
        ({"ars": "030575785000"}, "ars"),
        ({"uebung_von": "amt-bw"}, "uebung_von"),
        ({"aktiv_ab": "bald"}, "aktiv_ab"),
        ({"einheiten": "x" * 201}, "einheiten"),
        ({"strasse": "\x07"}, "strasse"),
    ],
)
def test_each_wrong_field_has_its_sentence(wrong, feld):
    with pytest.raises(InvalidInput) as refused:
        angaben(**wrong)
    assert list(refused.value.fehler) == [feld]
    assert refused.value.fehler[feld].endswith(".")


@pytest.mark.parametrize("land", ["SH", "sh", "01", "1", "Schleswig-Holstein"])
def test_a_land_by_any_of_its_names(land):
    assert angaben(land=land).land == 1


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from([*ROW, "ars", "plz", "ort", "telefon", "email", "einheiten"]), st.text()))
def test_any_text_is_read_or_refused(werte):
    with suppress(InvalidInput):
        read = read_verwaltung(ROW | werte)
        assert all(text.isprintable() for text in (read.name, read.strasse, read.ort, *read.einheiten))


@pytest.mark.usefixtures("db_ozg")
def test_what_cannot_be_changed_or_doubled():
    save_mandant(BETRIEB, angaben=angaben())
    save_mandant(BETRIEB, angaben=angaben(kurz="clearing", art="clearing"))
    twin = save_mandant(BETRIEB, angaben=angaben(kurz="uebung", uebung_von="amt-bw"))
    assert Mandant.objects.get(id=twin.mandant_id).uebung_von_id == 10001
    for wrong, error in (
        ({"land": "NI"}, Conflict),
        ({"uebung_von": "clearing"}, Conflict),
        ({"art": "clearing"}, Conflict),
        ({"kurz": "clearing"}, Conflict),
        ({"kurz": "zweite-clearing", "art": "clearing"}, Conflict),
        ({"kurz": "neu", "uebung_von": "uebung"}, InvalidInput),
        ({"kurz": "neu", "uebung_von": "gibt-es-nicht"}, InvalidInput),
        ({"kurz": "neu", "ars": ARS}, InvalidInput),
    ):
        with pytest.raises(error):
            save_mandant(BETRIEB, angaben=angaben(**wrong))
    assert Mandant.objects.count() == 3


@pytest.mark.usefixtures("db_ozg")
def test_a_list_of_verwaltungen_is_taken_row_by_row(tmp_path):
    importiere("gebiete", liste(tmp_path / "g.csv", ort(ARS, "Bokhorst-Wankendorf", typ="Amt")))
    datei = tmp_path / "m.csv"
    datei.write_text(
        "kurz,name,art,land,ars,einheiten,aktiv_ab\n"
        f"amt-bw,Amt Bokhorst-Wankendorf,amt,SH,{ARS},Bauamt;Ordnungsamt,01.03.2026\n"
        "falsch,,amt,SH,,,\namt-bw,Doppelt,amt,SH,,,\nihk,Industrie- und Handelskammer,kammer,SH,,,\n"
    )
    lauf = importiere("mandanten", datei)
    assert lauf.summe == "2 neu, 0 geändert, 0 unverändert, 2 abgelehnt."
    assert (
        "Zeile 3: Die Angaben zur Verwaltung sind nicht vollständig richtig. Bitte geben Sie den Namen" in lauf.fehler
    )
    assert "Zeile 4: Derselbe Eintrag steht schon in Zeile 2." in lauf.fehler
    amt = Mandant.objects.get(kurz="amt-bw")
    assert (amt.gebiete, amt.aktiv_ab.isoformat(), amt.art) == ([ARS], "2026-03-01", "amt")
    assert importiere("mandanten", datei).summe == "0 neu, 0 geändert, 2 unverändert, 2 abgelehnt."


@pytest.mark.usefixtures("db_ozg")
def test_two_operators_at_once_get_two_keys():
    Land.objects.create(id=1, kuerzel="SH", name="Schleswig-Holstein")
    keys, failures = [], []

    def enter(kurz):
        try:
            keys.append(save_mandant(BETRIEB, angaben=angaben(kurz=kurz)).mandant_id)
        except Exception as error:  # a thread must not lose it
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=enter, args=(f"amt-{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(keys) == [10001, 10002, 10003, 10004]

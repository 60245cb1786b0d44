"""The Anknüpfungspunkt: which value names a place, which place that is on a day, and how it is said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.mandant.models import Gebiet, GebietNachfolge, GebietPlz, Land
from ozgcloud.zustaendigkeit.queries.ort import DIVIDED, ELSEWHERE, locate
from ozgcloud.zustaendigkeit.rules.ort import Herkunft, decide_place, named_places, sentence_of

PREETZ, SCHELLHORN, KIEL, HAMBURG, ALT = "010570062062", "010575747070", "010020000000", "020000000000", "010570062999"
TAG = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("wert", "ort"),
    [
        (PREETZ, [PREETZ]),
        ("0105 7006 2062", [PREETZ]),
        ("01057062", ["01057062"]),
        ("24211", ["24211"]),
        (1067, ["01067"]),
        ({"code": PREETZ, "label": "Preetz"}, [PREETZ]),
        ({"label": "Preetz"}, []),
        ("Preetz", []),
        ("242110", []),
        (True, []),
        ("", []),
        (None, []),
    ],
)
def test_what_names_a_place(wert, ort):
    assert named_places({"G1[0]/F2": wert, "F9": KIEL}, "G1/F2") == ort


def test_every_instance_of_a_repeated_field_counts():
    werte = {"G1[0]/F2[0]": "24211", "G1[0]/F2[1]": "24103", "G1[1]/F2[0]": "24211"}
    assert named_places(werte, "G1/F2") == ["24103", "24211"]


@given(st.sets(st.sampled_from([PREETZ, SCHELLHORN, KIEL])), st.sampled_from([PREETZ, SCHELLHORN, KIEL]))
def test_a_place_or_a_reason(found, start):
    ars, grund = decide_place(found, start)
    assert ars in found | {start}
    assert bool(grund) == (len(found) != 1 and start not in found)


@pytest.mark.parametrize(
    ("frage", "satz"),
    [
        ("Wo steht der Baum?", "weil der Baum in Preetz steht"),
        ("Wo wohnen Sie?", "weil Sie in Preetz wohnen"),
        ("Wo liegt Ihr Betrieb?", "weil Ihr Betrieb in Preetz liegt"),
        ("Wo haben Sie es gefunden?", "weil Ihre Antwort auf die Frage „Wo haben Sie es gefunden?“ Preetz lautet"),
        ("In welcher Gemeinde?", "weil Ihre Antwort auf die Frage „In welcher Gemeinde?“ Preetz lautet"),
        ("", "weil Sie als Ort Preetz angegeben haben"),
    ],
)
def test_the_reason_is_said_in_german(frage, satz):
    assert sentence_of(frage, "Preetz") == satz


@pytest.fixture
def orte(db_ozg) -> None:
    Land.objects.create(id=1, kuerzel="SH", name="Schleswig-Holstein")
    for ars, name in ((PREETZ, "Preetz"), (SCHELLHORN, "Schellhorn"), (KIEL, "Kiel"), (HAMBURG, "Hamburg")):
        Gebiet.objects.create(ars=ars, name=name, art="gemeinde")
    Gebiet.objects.create(ars=ALT, name="Altdorf", art="gemeinde", gueltig_bis=date(2025, 12, 31))
    for plz, ars in (("24211", PREETZ), ("24211", SCHELLHORN), ("24103", KIEL), ("20095", HAMBURG)):
        GebietPlz.objects.create(plz=plz, gebiet_id=ars)


@pytest.mark.parametrize(
    ("werte", "start", "ort", "herkunft", "grund"),
    [
        ({}, KIEL, KIEL, Herkunft.ERSATZ, ""),
        ({"F1": PREETZ}, KIEL, PREETZ, Herkunft.FELD, ""),
        ({"F1": "01057062"}, KIEL, PREETZ, Herkunft.FELD, ""),
        ({"F1": "24103"}, PREETZ, KIEL, Herkunft.FELD, ""),
        ({"F1": "24211"}, SCHELLHORN, SCHELLHORN, Herkunft.FELD, ""),
        ({"F1": "24211"}, KIEL, KIEL, Herkunft.FELD, "passt auf 2 Gemeinden"),
        ({"F1": "99999"}, KIEL, KIEL, Herkunft.FELD, "nicht im Verzeichnis"),
        ({"F1": "20095"}, KIEL, KIEL, Herkunft.FELD, ELSEWHERE),
    ],
)
def test_the_field_decides_else_the_start(werte, start, ort, herkunft, grund, orte):
    ars, anknuepfung = locate(werte, pfad="F1", start=start, tag=TAG)
    assert (ars, anknuepfung.herkunft) == (ort, herkunft)
    assert grund in anknuepfung.grund
    assert bool(grund) == bool(anknuepfung.grund)


def test_an_ended_place_leads_to_its_successor_and_a_divided_one_to_a_person(orte):
    GebietNachfolge.objects.create(gebiet_id=ALT, nachfolger_id=PREETZ)
    assert locate({}, pfad="", start=ALT, tag=TAG)[0] == PREETZ
    assert locate({"F1": ALT}, pfad="F1", start=KIEL, tag=TAG)[0] == PREETZ
    assert locate({}, pfad="", start=ALT, tag=date(2025, 6, 1))[0] == ALT
    GebietNachfolge.objects.create(gebiet_id=ALT, nachfolger_id=SCHELLHORN)
    ars, anknuepfung = locate({}, pfad="", start=ALT, tag=TAG)
    assert (ars, anknuepfung.grund) == (ALT, DIVIDED)

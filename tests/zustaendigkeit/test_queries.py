"""`find_stelle` on real tables: never nothing, practice apart from the real world, everything explained."""

import json
from datetime import date

import pytest

from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.mandant.models import Land, Mandant, Organisationseinheit
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel
from ozgcloud.zustaendigkeit.queries import Stelle, find_stelle

HUND, PREETZ, KIEL = "99102013104000", "010570062062", "010020000000"
CLEARING, STADT, ZWILLING = 1, 2, 3
TAG = date(2026, 11, 21)


@pytest.fixture
def land(db_ozg: str) -> None:
    Land.objects.create(id=1, kuerzel="SH", name="Schleswig-Holstein")
    Mandant.objects.create(id=CLEARING, land_id=1, kurz="clearing", name="Clearingstelle", art="clearing")
    Mandant.objects.create(id=STADT, land_id=1, kurz="preetz", name="Preetz", art="gemeinde")
    Mandant.objects.create(id=ZWILLING, land_id=1, kurz="uebung", name="Übung", art="gemeinde", uebung_von_id=STADT)


def make_regel(leistung: str, ort: str, mandant_id: int, *, uebung: bool = False) -> Zustaendigkeitsregel:
    with mandant_scope(mandant_id):
        einheit = Organisationseinheit.objects.create(mandant_id=mandant_id, name=f"Amt {new_id()}")
    return Zustaendigkeitsregel.objects.create(
        leistung_praefix=leistung,
        ars_praefix=ort,
        mandant_id=mandant_id,
        organisationseinheit_id=einheit.id,
        stelle=f"Stelle von {mandant_id}",
        gueltig_von=date(2026, 1, 1),
        uebung=uebung,
    )


def find(ars: str = PREETZ, leistung: str = HUND, *, uebung: bool = False) -> Stelle:
    return find_stelle(leistung=leistung, ars=ars, tag=TAG, land_id=1, uebung=uebung)


def test_the_competent_stelle_comes_with_its_rule(land: None) -> None:
    regel = make_regel(HUND, PREETZ, STADT)
    make_regel("99", "01", CLEARING)
    stelle = find()
    assert (stelle.mandant_id, stelle.organisationseinheit_id) == (STADT, regel.organisationseinheit_id)
    assert not stelle.in_clearing
    assert stelle.erklaerung["regel"]["id"] == str(regel.id)
    assert stelle.erklaerung["tatsachen"] == {
        "leistung": HUND,
        "ort": PREETZ,
        "tag": "2026-11-21",
        "ebene": "",
        "vollzugsebene": None,
        "anknuepfung": {"herkunft": "start", "pfad": "", "grund": ""},
    }
    assert [v["grund"] for v in stelle.erklaerung["verworfen"]] == ["Eine Regel nennt die Leistung genauer."]
    assert "Stelle von 2" in stelle.erklaerung["satz"]
    json.dumps(stelle.erklaerung)


def test_nothing_found_goes_to_the_clearing(land: None) -> None:
    make_regel(HUND, PREETZ, STADT)
    stelle = find(KIEL)
    assert (stelle.mandant_id, stelle.in_clearing, stelle.organisationseinheit_id) == (CLEARING, True, None)
    assert stelle.erklaerung["ausgang"] == "keine"


def test_two_equal_rules_go_to_the_clearing_with_both_named(land: None) -> None:
    rules = {str(make_regel(HUND, PREETZ, mandant_id).id) for mandant_id in (STADT, CLEARING)}
    stelle = find()
    assert stelle.in_clearing
    assert stelle.erklaerung["ausgang"] == "mehrere"
    assert {v["id"] for v in stelle.erklaerung["verworfen"]} == rules


def test_practice_rules_and_real_rules_do_not_see_each_other(land: None) -> None:
    make_regel(HUND, PREETZ, STADT)
    make_regel("", "", ZWILLING, uebung=True)
    assert find().mandant_id == STADT
    assert find(uebung=True).mandant_id == ZWILLING
    assert find(KIEL).in_clearing
    assert find(KIEL, uebung=True).mandant_id == ZWILLING


def test_signs_of_a_pattern_in_a_rule_mean_themselves(land: None) -> None:
    make_regel("99%", PREETZ, STADT)
    make_regel("9910201310____", PREETZ, STADT)
    assert find().in_clearing


def test_a_malformed_place_is_refused_and_a_land_without_clearing_is_named(land: None) -> None:
    with pytest.raises(InvalidInput):
        find("12345")
    with pytest.raises(NotFound, match="Clearingstelle"):
        find_stelle(leistung=HUND, ars=KIEL, tag=TAG, land_id=2)

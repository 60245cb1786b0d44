"""Who is competent, as a table: date, then Leistung, then place; ties and gaps go to the clearing."""

import itertools
from datetime import date
from uuid import UUID

import pytest

from ozgcloud.core.errors import InvalidInput
from ozgcloud.zustaendigkeit.rules.aufloesung import Ausgang, Regel, require_ars, resolve

HUND, BAUM = "99102013104000", "99090023276000"
SCHELLHORN, PREETZ = "010575747070", "010570062062"
TAG = date(2026, 11, 21)


def regel(nummer: int, leistung: str, ort: str, von: date = date(2026, 1, 1), bis: date | None = None) -> Regel:
    return Regel(UUID(int=nummer), 1, leistung, ort, nummer, None, f"Stelle {nummer}", von, bis)


LAND = regel(1, "99", "01")
KREIS = regel(2, HUND, "01057")
AMT = regel(3, HUND, "010575747")
GEMEINDE = regel(4, HUND, SCHELLHORN)
GRUPPE = regel(5, HUND[:8], SCHELLHORN)
VORBEI = regel(6, HUND, SCHELLHORN, bis=date(2026, 11, 20))
HEUTE_ZULETZT = regel(7, HUND, SCHELLHORN, bis=TAG)
KUENFTIG = regel(8, HUND, SCHELLHORN, von=date(2026, 11, 22))
AB_HEUTE = regel(9, HUND, SCHELLHORN, von=TAG)
DOPPELT = regel(10, HUND, SCHELLHORN)
ALLES = regel(11, "", "")


@pytest.mark.parametrize(
    ("regeln", "sieger"),
    [
        ([], None),
        ([LAND], LAND),
        ([ALLES], ALLES),
        ([LAND, ALLES], LAND),
        ([LAND, KREIS], KREIS),
        ([KREIS, AMT], AMT),
        ([AMT, GEMEINDE], GEMEINDE),
        ([LAND, KREIS, AMT, GEMEINDE, GRUPPE], GEMEINDE),
        ([GRUPPE, KREIS], KREIS),
        ([VORBEI], None),
        ([VORBEI, LAND], LAND),
        ([HEUTE_ZULETZT], HEUTE_ZULETZT),
        ([KUENFTIG], None),
        ([AB_HEUTE], AB_HEUTE),
        ([VORBEI, AB_HEUTE], AB_HEUTE),
        ([GEMEINDE, DOPPELT], None),
        ([GEMEINDE, DOPPELT, LAND], None),
        ([regel(12, BAUM, SCHELLHORN)], None),
        ([regel(13, HUND, PREETZ)], None),
    ],
)
def test_the_most_specific_valid_rule_wins_in_any_order(regeln: list[Regel], sieger: Regel | None) -> None:
    for folge in itertools.permutations(regeln):
        befund = resolve(list(folge), leistung=HUND, ars=SCHELLHORN, tag=TAG)
        assert befund.regel == sieger
        assert (befund.ausgang is Ausgang.EINDEUTIG) == (sieger is not None)


def test_several_equal_rules_are_told_from_none() -> None:
    assert resolve([], leistung=HUND, ars=SCHELLHORN, tag=TAG).ausgang is Ausgang.KEINE
    assert resolve([VORBEI], leistung=HUND, ars=SCHELLHORN, tag=TAG).ausgang is Ausgang.KEINE
    assert resolve([GEMEINDE, DOPPELT], leistung=HUND, ars=SCHELLHORN, tag=TAG).ausgang is Ausgang.MEHRERE


def test_every_rule_that_lost_is_explained_once() -> None:
    regeln = [LAND, KREIS, AMT, GEMEINDE, GRUPPE, VORBEI, KUENFTIG]
    befund = resolve(regeln, leistung=HUND, ars=SCHELLHORN, tag=TAG)
    verworfen = {regel.id: grund for regel, grund in befund.verworfen}
    assert len(befund.verworfen) == len(verworfen) == len(regeln) - 1
    assert GEMEINDE.id not in verworfen
    assert verworfen[VORBEI.id] == "Die Regel gilt nicht mehr."
    assert verworfen[KUENFTIG.id] == "Die Regel gilt noch nicht."
    assert verworfen[GRUPPE.id] == "Eine Regel nennt die Leistung genauer."
    assert verworfen[AMT.id] == "Eine Regel nennt den Ort genauer."


def test_an_amtsfreie_stadt_is_not_its_neighbouring_amt() -> None:
    befund = resolve([AMT], leistung=HUND, ars=PREETZ, tag=TAG)
    assert befund.regel is None
    assert [grund for _, grund in befund.verworfen] == ["Die Regel gilt für einen anderen Ort."]


@pytest.mark.parametrize("ars", ["", "0105757470", "0105757470700", "01057574707x", "٠١٠٥٧٥٧٤٧٠٧٠", "%_0575747070"])
def test_a_malformed_place_is_refused(ars: str) -> None:
    with pytest.raises(InvalidInput):
        require_ars(ars)


def test_a_regionalschluessel_is_accepted() -> None:
    assert require_ars(SCHELLHORN) == SCHELLHORN

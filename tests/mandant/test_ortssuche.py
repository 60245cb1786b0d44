"""The place question over all of Germany: what citizens of Schleswig-Holstein type, and what they are asked."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mandant.listen import importiere
from ozgcloud.core.clock import today
from ozgcloud.core.errors import NotFound
from ozgcloud.mandant.models import Gebiet, GebietPlz
from ozgcloud.mandant.orte import sort_key
from ozgcloud.mandant.ortssuche import Fund, find_gebiete, require_gebiet

pytestmark = pytest.mark.usefixtures("deutschland")
UNITS, GEMEINDEN, IN_BOTH, PAIRS = 1199, 10944, 1104, 12822
# The list of places names three postcodes of three places that the list of postcodes does not know.
PAIRS_OF_PLACES_ONLY = 3


def names(begriff):
    return [gebiet.name for gebiet in find_gebiete(begriff).treffer]


def test_the_official_lists_are_taken_whole_and_found_unchanged(deutschland, shared):
    assert deutschland == {
        "sh": f"{UNITS} neu, 0 geändert, 0 unverändert, 0 abgelehnt.\n",
        "de": f"{GEMEINDEN - IN_BOTH} neu, 0 geändert, {IN_BOTH} unverändert, 0 abgelehnt.\n",
        "plz": f"0 neu, 0 geändert, {PAIRS} unverändert, 0 abgelehnt.\n",
    }
    assert Gebiet.objects.count() == UNITS + GEMEINDEN - IN_BOTH
    assert Gebiet.objects.exclude(gueltig_bis=None).count() == 0
    assert GebietPlz.objects.count() == PAIRS + PAIRS_OF_PLACES_ONLY
    again = importiere("gebiete", shared / "data" / "gemeinden_sh.csv")
    assert again.summe == f"0 neu, 0 geändert, {UNITS} unverändert, 0 abgelehnt."


def test_official_relations():
    boenebuettel = Gebiet.objects.get(ars="010575785008")
    assert (boenebuettel.name, boenebuettel.amt, boenebuettel.verwaltung_ars) == (
        "Bönebüttel",
        "Bokhorst-Wankendorf",
        "010575785000",
    )
    preetz, preetz_land = Gebiet.objects.get(ars="010570062062"), Gebiet.objects.get(ars="010575747000")
    assert (preetz.art, preetz.amt_ars, preetz_land.art) == ("gemeinde", "", "amt")
    assert names("Preetz") == ["Preetz"]
    assert find_gebiete("Preetz-Land").fund is Fund.NICHTS
    with pytest.raises(NotFound):
        require_gebiet("010575747000", today())


def test_a_postcode_asks_for_all_its_gemeinden_in_german_order():
    suche = find_gebiete("23847")
    found = [gebiet.name for gebiet in suche.treffer]
    assert (suche.fund, suche.eindeutig, suche.mehr, len(found)) == (Fund.PLZ, False, False, 16)
    assert found == sorted(found, key=sort_key)
    assert found.index("Schürensöhlen") < found.index("Siebenbäumen") < found.index("Steinhorst")
    assert len(find_gebiete("54636").treffer) == 39, "more than a list of names would show"
    assert find_gebiete("24105").eindeutig
    assert names("24211 Preetz") == ["Preetz"]
    assert len(names("24211 Sonstwo")) == len(names("24211")), "the postcode counts when the name does not fit"
    assert find_gebiete("00000").fund is Fund.NICHTS


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("kiel", "Kiel"),
        ("Landeshauptstadt Kiel", "Kiel"),
        ("Boenebuettel", "Bönebüttel"),
        ("St. Michaelisdonn", "Sankt Michaelisdonn"),
        ("Schülp bei Rendsburg", "Schülp b. Rendsburg"),
        ("schönberg/holstein", "Schönberg (Holstein)"),
        ("Kleinbarkau", "Klein Barkau"),
        ("wenningstedt braderup sylt", "Wenningstedt-Braderup (Sylt)"),
        ("010575785008", "Bönebüttel"),
    ],
)
def test_spellings_that_leave_no_doubt(typed, place):
    suche = find_gebiete(typed)
    assert ([gebiet.name for gebiet in suche.treffer], suche.eindeutig) == ([place], True)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Flensbrug", "Flensburg"),
        ("Lubeck", "Lübeck"),
        ("Kil", "Kiel"),
        ("iBssee", "Bissee"),
        ("Preez", "Preetz"),
        ("Nordersted", "Norderstedt"),
        ("Ratzburg", "Ratzeburg"),
        ("Michaelisdonn", "Sankt Michaelisdonn"),
        ("Neustadt i.H.", "Neustadt in Holstein"),
        ("Burg/Dithm.", "Burg (Dithmarschen)"),
    ],
)
def test_slips_are_asked_about_and_never_chosen(typed, expected):
    suche = find_gebiete(typed)
    assert expected in [gebiet.name for gebiet in suche.treffer]
    assert not suche.eindeutig


def test_names_that_several_places_have_are_asked_about():
    assert [gebiet.kreis for gebiet in find_gebiete("Hohenfelde").treffer] == ["Plön", "Steinburg", "Stormarn"]
    assert names("Rade") == ["Rade", "Rade b. Hohenwestedt", "Rade b. Rendsburg"]
    assert not find_gebiete("Rade").eindeutig
    many = find_gebiete("S")
    assert (len(many.treffer), many.mehr) == (20, True)


@pytest.mark.parametrize(
    ("typed", "fund"), [("Hamburg", Fund.FREMD), ("Rostock", Fund.FREMD), ("Gaarden", Fund.NICHTS)]
)
def test_places_elsewhere_and_parts_of_places(typed, fund):
    assert find_gebiete(typed).fund is fund


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=40), st.text("0123456789 DSTst.ßäöü-/()", max_size=20)))
@example("\0")
@example("%_\\'\"")
@example("S" * 5000)
@example("²³¼٣")
@example("é" * 200)
@example("st. st. st.")
@example("D-")
def test_whatever_is_typed_gets_an_answer(begriff):
    suche = find_gebiete(begriff)
    assert (suche.fund is Fund.NICHTS) == (not suche.treffer)
    assert suche.fund is Fund.PLZ or len(suche.treffer) <= 20

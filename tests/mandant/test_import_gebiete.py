"""Lists of places: what is new, changed, refused, ended; who came in their place; what a broken run leaves behind."""

from datetime import date

import pytest

from mandant.listen import importiere, liste, ort
from ozgcloud.core.clock import today
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.core.imports import BATCH
from ozgcloud.core.models import Ereignis
from ozgcloud.mandant.models import Gebiet, GebietNachfolge, GebietPlz, Land
from ozgcloud.mandant.ortssuche import Fund, current_gebiete, find_gebiete, require_gebiet

pytestmark = pytest.mark.usefixtures("db_ozg")
ALT, NEU = "010570011011", "010575785011"
KREIS = ort("010570000000", "Plön", typ="Kreis")


@pytest.fixture
def datei(tmp_path):
    return tmp_path / "liste.csv"


@pytest.fixture(autouse=True)
def _land(db_ozg):
    Land.objects.create(id=1, kuerzel="SH", name="Schleswig-Holstein")


def ereignisse(typ):
    return list(Ereignis.objects.filter(typ=typ).order_by("sequenz").values_list("daten", flat=True))


def test_new_changed_and_unchanged_places_are_told_apart(datei):
    liste(datei, KREIS, ort(ALT, "Altdorf", plz="24620 24621", kreis="Plön"), ort("010570012012", "Bdorf"))
    assert importiere("gebiete", datei).summe == "3 neu, 0 geändert, 0 unverändert, 0 abgelehnt."
    assert importiere("gebiete", datei).summe == "0 neu, 0 geändert, 3 unverändert, 0 abgelehnt."
    assert set(GebietPlz.objects.values_list("plz", flat=True)) == {"24620", "24621"}
    liste(datei, KREIS, ort(ALT, "Altdörf", kreis="Plön"), ort("010570012012", "Bdorf"), stand="2026-06-01")
    assert importiere("gebiete", datei).summe == "0 neu, 1 geändert, 2 unverändert, 0 abgelehnt."
    gebiet = Gebiet.objects.get(ars=ALT)
    assert (gebiet.name, gebiet.suchkern, gebiet.art, gebiet.kreis) == ("Altdörf", "altdoerf", "gemeinde", "Plön")
    assert (gebiet.gueltig_von, gebiet.gueltig_bis, gebiet.gebietsstand) == (
        date(2026, 1, 1),
        None,
        date(2026, 6, 1),
    )
    assert GebietPlz.objects.count() == 2
    assert ereignisse("GebieteImported") == [
        {"neu": 3, "geaendert": 0, "beendet": 0},
        {"neu": 0, "geaendert": 1, "beendet": 0},
    ]


@pytest.mark.parametrize(
    ("row", "grund"),
    [
        (ort("10570011011", "Nullverloren"), "12 Ziffern"),
        (ort("990570011011", "Nirgends"), "kein Land"),
        (ort(ALT, ""), "1 bis 120 Zeichen"),
        (ort(ALT, "A", typ="Planet"), "„Planet“ ist keine bekannte Art"),
        (ort(ALT, "A", typ="Kreis"), "passt nicht zu der Art"),
        (ort(ALT, "A", gebietsstand=""), "Datum"),
        (ort(ALT, "A", gebietsstand="31.2.2026"), "kein Datum"),
        (ort(ALT, "A", einwohner="viele"), "keine Zahl von Einwohnern"),
        (ort(ALT, "A", plz="2462"), "keine Postleitzahl"),
        (ort(ALT, "A", nachfolger=NEU), "gueltig_bis"),
        (ort(ALT, "A", nachfolger=ALT, gueltig_bis="2026-01-01"), "kann nicht der Nachfolger sein"),
        (ort(ALT, "A", nachfolger=NEU, gueltig_bis="2026-01-01"), "ist nicht bekannt und steht nicht in dieser Datei"),
        (ort("010570012012", "Doppelt"), "steht schon in Zeile 2"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason_and_nothing_ends(datei, row, grund):
    importiere("gebiete", liste(datei, ort("010570013013", "Cdorf")))
    lauf = importiere("gebiete", liste(datei, ort("010570012012", "Bdorf"), row, stand="2026-06-01"))
    assert lauf.fehler.startswith("Zeile 3: ")
    assert grund in lauf.fehler
    assert lauf.summe == "1 neu, 0 geändert, 0 unverändert, 1 abgelehnt."
    assert "kein Ort beendet" in lauf.aus
    assert lauf.ende.startswith("1 Zeilen wurden nicht übernommen")
    assert Gebiet.objects.get(name="Cdorf").gueltig_bis is None


def test_an_older_list_changes_nothing(datei):
    importiere("gebiete", liste(datei, ort(ALT, "Altdorf")))
    lauf = importiere("gebiete", liste(datei, ort(ALT, "Urdorf"), stand="2020-01-01"))
    assert "neueren Gebietsstand 01.01.2026" in lauf.fehler
    assert Gebiet.objects.get().name == "Altdorf"


def test_a_place_that_is_gone_ends_and_its_key_leads_to_the_successor(datei):
    importiere("gebiete", liste(datei, KREIS, ort(ALT, "Altdorf", plz="24620"), ort("010570012012", "Bdorf")))
    lauf = importiere("gebiete", liste(datei, ort(NEU, "Altdorf"), ort("010570012012", "Bdorf"), stand="2026-06-01"))
    assert lauf.summe == "1 neu, 0 geändert, 1 unverändert, 1 beendet, 0 abgelehnt."
    assert f"Beendet zum 31.05.2026: Altdorf ({ALT}), Nachfolger {NEU}." in lauf.aus
    assert Gebiet.objects.get(ars=KREIS["ars"]).gueltig_bis is None, "a list of Gemeinden says nothing of Kreise"
    assert require_gebiet(ALT, date(2026, 5, 31)).ars == ALT
    assert require_gebiet(ALT, date(2026, 6, 1)).ars == NEU
    assert (find_gebiete(ALT).fund, find_gebiete(ALT).eindeutig) == (Fund.NACHFOLGER, True)
    assert [g.ars for g in find_gebiete("Altdorf").treffer] == [NEU]
    assert importiere("gebiete", datei).summe == "0 neu, 0 geändert, 2 unverändert, 0 abgelehnt."
    assert ereignisse("GebieteImported")[-1] == {"neu": 0, "geaendert": 0, "beendet": 1}


def test_a_list_of_one_land_leaves_the_places_of_another_alone(datei):
    importiere("gebiete", liste(datei, ort(ALT, "Altdorf"), ort("030570011011", "Fremddorf")))
    importiere("gebiete", liste(datei, ort(NEU, "Altdorf"), stand="2026-06-01"))
    ended = Gebiet.objects.exclude(gueltig_bis=None)
    assert [gebiet.name for gebiet in ended] == ["Altdorf"]


def test_merged_and_divided_places_lead_to_all_their_successors(datei):
    importiere("gebiete", liste(datei, ort(ALT, "Altdorf"), ort("010570012012", "Bdorf")))
    divided = ort(ALT, "Altdorf", gueltig_bis="2026-05-31", nachfolger=f"{NEU} 010570013013")
    importiere(
        "gebiete",
        liste(datei, divided, ort(NEU, "Neudorf"), ort("010570013013", "Cdorf"), ort("010570012012", "Bdorf")),
    )
    tag = date(2026, 6, 1)
    assert {gebiet.name for gebiet in current_gebiete(ALT, tag)} == {"Cdorf", "Neudorf"}
    with pytest.raises(Conflict, match="aufgeteilt"):
        require_gebiet(ALT, tag)
    suche = find_gebiete("Altdorf", tag)
    assert (suche.fund, suche.eindeutig, len(suche.treffer)) == (Fund.NACHFOLGER, False, 2)
    merged = [ort(old, "x", gueltig_bis="2026-08-31", nachfolger=NEU) for old in ("010570012012", "010570013013")]
    importiere("gebiete", liste(datei, *merged, ort(NEU, "Neudorf"), stand="2026-09-01"))
    assert require_gebiet(ALT, date(2026, 9, 1)).name == "Neudorf"
    assert require_gebiet("010570012012", date(2026, 9, 1)).name == "Neudorf"


def test_successors_in_a_circle_come_to_an_end(datei):
    importiere(
        "gebiete", liste(datei, ort(ALT, "A", gueltig_bis="2026-01-31"), ort(NEU, "B", gueltig_bis="2026-01-31"))
    )
    for one, other in ((ALT, NEU), (NEU, ALT)):
        GebietNachfolge.objects.create(gebiet_id=one, nachfolger_id=other)
    assert current_gebiete(ALT, today()) == []
    with pytest.raises(NotFound):
        require_gebiet(ALT, today())


def test_a_list_that_looks_cut_off_ends_nothing_unless_it_is_said_to_be_complete(datei):
    places = [ort(f"0105700{n:02}0{n:02}", f"Dorf {n}") for n in range(10, 30)]
    importiere("gebiete", liste(datei, *places))
    lauf = importiere("gebiete", liste(datei, *places[:10], stand="2026-06-01"))
    assert "10 von 20 bekannten Orten fehlen" in lauf.aus
    assert Gebiet.objects.exclude(gueltig_bis=None).count() == 0
    lauf = importiere("gebiete", datei, "--vollstaendig")
    assert lauf.summe == "0 neu, 0 geändert, 10 unverändert, 10 beendet, 0 abgelehnt."
    assert importiere("gebiete", liste(datei, *places, stand="2026-09-01")).summe.startswith("0 neu, 10 geändert")
    assert Gebiet.objects.exclude(gueltig_bis=None).count() == 0


def test_a_place_of_the_future_is_not_found_before_its_day(datei):
    importiere("gebiete", liste(datei, ort(NEU, "Zukunftsdorf"), stand="2030-01-01"))
    assert find_gebiete("Zukunftsdorf", date(2029, 12, 31)).fund is Fund.NICHTS
    assert find_gebiete("Zukunftsdorf", date(2030, 1, 1)).eindeutig


def test_a_run_cut_off_in_the_middle_is_finished_by_the_next(datei, as_superuser):
    places = [ort(f"01{n:010}", f"Dorf {n}") for n in range(10**8, 10**8 + BATCH + 20)]
    as_superuser.execute(
        "CREATE FUNCTION bruch() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$"
    )
    as_superuser.execute(
        f"CREATE TRIGGER bruch BEFORE INSERT ON gebiet FOR EACH ROW WHEN (NEW.name = 'Dorf {10**8 + BATCH + 9}')"
        " EXECUTE FUNCTION bruch()"
    )
    liste(datei, *places)
    assert "noch einmal" in importiere("gebiete", datei).ende
    as_superuser.execute("DROP TRIGGER bruch ON gebiet")
    assert Gebiet.objects.count() == BATCH
    assert importiere("gebiete", datei).summe == f"20 neu, 0 geändert, {BATCH} unverändert, 0 abgelehnt."


def test_postcodes_belong_to_known_gemeinden_and_the_file_speaks_for_those_it_names(datei):
    importiere("gebiete", liste(datei, KREIS, ort(ALT, "Altdorf"), ort("010570012012", "Bdorf", plz="24999")))
    datei.write_text(f"plz,ars\n24620,{ALT}\n24621,{ALT}\n")
    assert importiere("plz", datei).summe == "2 neu, 0 geändert, 0 unverändert, 0 abgelehnt."
    datei.write_text(f"plz;ars;name\n24621;{ALT};x\n24622;{ALT};x\n")
    assert importiere("plz", datei).summe == "1 neu, 0 geändert, 1 unverändert, 1 beendet, 0 abgelehnt."
    assert sorted(GebietPlz.objects.values_list("plz", flat=True)) == ["24621", "24622", "24999"]
    datei.write_text(
        f"plz,ars\n24621,{ALT}\n2462,{ALT}\n24621,010570099099\n24621,{KREIS['ars']}\n24621,1\n24621,{ALT}\n"
    )
    lauf = importiere("plz", datei)
    assert lauf.summe == "0 neu, 0 geändert, 1 unverändert, 5 abgelehnt."
    assert [line.split(": ", 1)[0] for line in lauf.fehler.splitlines()] == [f"Zeile {n}" for n in (3, 4, 5, 6, 7)]
    assert "Bitte importieren Sie zuerst die Gebiete." in lauf.fehler
    assert "ist keine Gemeinde" in lauf.fehler
    assert GebietPlz.objects.filter(gebiet_id=ALT).count() == 2, "a Gemeinde with a refused row keeps its postcodes"
    assert ereignisse("PostleitzahlenImported") == [
        {"neu": 2, "entfernt": 0},
        {"neu": 1, "entfernt": 0},
        {"neu": 0, "entfernt": 1},
    ]

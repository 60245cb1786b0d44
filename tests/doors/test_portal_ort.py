"""The question "Wo?" by HTTP: what is asked, explained and refused; old keys of places; junk."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doors.portal_welt import SCHEMA, Buerger, seitentext
from mandant.listen import importiere, liste, ort
from ozgcloud.core import clock
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.mandant.models import Gebiet, GebietNachfolge
from ozgcloud.vorgang.models import Vorgang
from welt import ARS, FREMDORT, LEISTUNG, NIEMANDSORT, Welt, make_welt

SEITE = f"/leistung/{LEISTUNG}/"
GESTERN = clock.today() - timedelta(days=1)


@pytest.fixture
def welt(db_ozg: str) -> Welt:
    return make_welt(SCHEMA)


@pytest.fixture
def viele(welt: Welt, tmp_path: Path) -> list[str]:
    """Twenty-five Gemeinden with one PLZ, two of them of the same name; their names in German order."""
    names = [f"Dorf {n:02}" for n in range(22)] + ["Ährenfeld", "Akazien", "Zwilling", "Zwilling"]
    rows = [
        ort(
            f"01051000{n:02}{n:02}",
            name,
            plz="23847",
            kreis="Plön" if n % 2 else "Stormarn",
            amt="Nord" if n % 2 else "",
        )
        for n, name in enumerate(names, 10)
    ]
    lauf = importiere("gebiete", liste(tmp_path / "g.csv", *rows))
    assert lauf.ende == ""
    return ["Ährenfeld", "Akazien", *names[:22], "Zwilling", "Zwilling"]


def seite(**frage: str) -> str:
    response = Client().get(SEITE, frage)
    assert response.status_code == 200
    return response.content.decode()


def optionen(html: str) -> list[str]:
    return [text.strip() for text in re.findall(r'type="radio"[^>]*>\s*<label[^>]*>([^<]*)', html)]


def end(ars: str, *successors: str) -> None:
    Gebiet.objects.filter(ars=ars).update(gueltig_bis=GESTERN)
    for other in successors:
        GebietNachfolge.objects.create(gebiet_id=ars, nachfolger_id=other)


def test_a_postcode_asks_for_all_of_its_gemeinden(viele):
    html = seite(ort="23847")
    assert optionen(html) == viele
    assert "checked" not in html
    assert html.count("Amt Nord, Kreis Plön") == 1, "only names that occur twice say where they lie"
    assert "Jetzt online beantragen" not in html
    assert "Bitte wählen Sie einen Ort aus." not in html
    assert "Bitte wählen Sie einen Ort aus." in seite(ort="23847", auswahl="1")


def test_the_choice_is_an_answer(welt):
    html = seite(ort="Stadt", auswahl="1", gebiet=ARS[2])
    assert "Zuständig in Stadt 2" in html
    assert "Jetzt online beantragen" in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Bitte geben Sie eine Postleitzahl oder einen Ort ein."),
        ("2400", "Eine Postleitzahl hat fünf Ziffern."),
        ("240011", "Eine Postleitzahl hat fünf Ziffern."),
        ("99999", "Diese Postleitzahl kennen wir nicht."),
        ("Gaarden", "Wenn es ein Ortsteil ist, geben Sie bitte die Postleitzahl ein"),
        ("Niemandsotr", "Meinten Sie einen dieser Orte?"),
        ("Fremdort", "Fremdort gehört zu Hamburg."),
        ("20095", "20095 gehört zu Hamburg."),
    ],
)
def test_every_case_has_its_sentence(welt, typed, sentence):
    text = seitentext(Client().get(SEITE, {"ort": typed}))
    assert sentence in text
    assert "Jetzt online beantragen" not in text


def test_more_names_than_shown_are_announced(viele):
    html = seite(ort="Dorf")
    assert len(optionen(html)) == 20
    assert "Es gibt noch mehr Orte" in html


def test_no_antrag_for_a_place_of_another_land(welt):
    response = Client().post(f"{SEITE}beginnen/", {"gebiet": FREMDORT})
    assert response.status_code == 404
    assert "in einem anderen Land" in seitentext(response)


def test_an_old_key_leads_to_the_successor_also_for_a_draft_begun_before(welt):
    buerger = Buerger()
    buerger.beginne(NIEMANDSORT)
    buerger.fuelle()
    end(NIEMANDSORT, ARS[1])
    assert "Zuständig in Stadt 1" in seite(gebiet=NIEMANDSORT)
    buerger.sende_ab()
    with mandant_scope(1):
        assert Vorgang.objects.get().gebiet_ars == ARS[1]


def test_a_divided_place_is_asked_about_again(welt):
    end(NIEMANDSORT, ARS[1], ARS[2])
    html = seite(gebiet=NIEMANDSORT)
    assert "Welcher Ort ist es heute?" in html
    assert optionen(html) == ["Stadt 1", "Stadt 2"]
    response = Client().post(f"{SEITE}beginnen/", {"gebiet": NIEMANDSORT})
    assert response.status_code == 409
    assert "aufgeteilt" in seitentext(response)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: st.text(max_size=60) | st.text("0123456789", max_size=14) for name in ("ort", "gebiet", "auswahl")
        },
    )
)
def test_whatever_is_sent_gets_a_page(welt, frage):
    assert Client().get(SEITE, frage).status_code == 200

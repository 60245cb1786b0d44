"""Numbers for the office by HTTP: what the page says, its files, and who sees nothing."""

import csv
import io

import pytest

from doors.amt_zugang import log_in, somebody, text
from gang import in_bearbeitung, reiche_ein
from lauf import drain
from ozgcloud.bescheid.actions.conclude_vorgang import conclude_vorgang
from ozgcloud.core.actor import Rolle
from welt import LEISTUNG


@pytest.fixture
def client(welt):
    reiche_ein(welt)
    fertig = in_bearbeitung(welt, seed=2)
    conclude_vorgang(fertig.user, vorgang_id=fertig.vorgang_id)
    reiche_ein(welt, nummer=2)
    drain()
    return log_in(welt.eins.sachbearbeitung)


def rows(response):
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_the_page_tells_numbers_charts_and_tables(client):
    page = client.get("/amt/zahlen/")
    said = text(page)
    assert "Eingegangen 2 in 13 Wochen" in said
    assert "Abgeschlossen 1 dazu 0" in said
    assert "Offen 1 heute" in said
    assert "am selben Tag" in said
    assert "Prüfleistung" in said
    assert "Amt A" in said
    assert page.content.decode().count('role="img"') == 4, "there are no Fristen to draw"
    assert "Person" not in said.replace("Person A 1", ""), "never by person"


def test_every_table_has_its_file(client):
    assert rows(client.get("/amt/zahlen/wochen/?zeitraum=4"))[-1][1:] == ["2", "1"]
    assert len(rows(client.get("/amt/zahlen/bestand/?zeitraum=4"))) == 5
    assert rows(client.get("/amt/zahlen/leistungen/"))[1][:4] == ["Prüfleistung", "2", "1", "1"]
    assert rows(client.get("/amt/zahlen/einheiten/"))[1][0] == "Amt A"
    for name in ("dauer", "alter", "fristen"):
        assert len(rows(client.get(f"/amt/zahlen/{name}/"))) > 3
    assert client.get("/amt/zahlen/personen/").status_code == 404


def test_the_choice_stands_in_the_address(client, welt):
    for query in (f"leistung={LEISTUNG}", f"einheit={welt.eins.einheit}", "zeitraum=52"):
        assert "Eingegangen 2" in text(client.get(f"/amt/zahlen/?{query}"))
    for query in ("leistung=11111111111111", f"einheit={welt.eins.andere_einheit}", f"einheit={welt.zwei.einheit}"):
        assert "Eingegangen 0" in text(client.get(f"/amt/zahlen/?{query}"))
    for query in ("zeitraum=7", "einheit=x", "leistung=%00", "leistung=_%25"):
        assert "Eingegangen 2" in text(client.get(f"/amt/zahlen/?{query}"))


def test_who_reads_no_cases_gets_no_numbers(client, welt):
    for nobody in (welt.eins.poststelle, somebody(1, Rolle.FACHADMIN)):
        other = log_in(nobody)
        assert "Für Ihre Rolle gibt es hier keine Zahlen" in text(other.get("/amt/zahlen/"))
        assert other.get("/amt/zahlen/wochen/").status_code == 404
    assert "Eingegangen 0" in text(log_in(welt.eins.fremde_einheit).get("/amt/zahlen/"))

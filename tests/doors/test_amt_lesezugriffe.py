"""Who has read what: for the data protection officer line by line, for the citizen as numbers, for nobody else."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client

from doors.amt_zugang import log_in, somebody, text
from gang import Fall, reiche_ein
from lauf import drain
from ozgcloud.amt.verwaltung.lesezugriffe import write_cursor
from ozgcloud.core.actor import Rolle
from ozgcloud.core.models import Ereignis
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.leseprotokoll.models import Lesezaehler
from ozgcloud.leseprotokoll.queries import Auswahl, iterate_zugriffe
from welt import Welt
from zuarbeit.lage import make_lage

LOG = "/amt/verwaltung/lesezugriffe/"


@pytest.fixture
def fall(welt: Welt) -> Fall:
    fall = reiche_ein(welt)
    drain()
    return fall


def look(fall: Fall, client: Client, times: int = 1) -> None:
    for _ in range(times):
        assert client.get(f"/amt/vorgang/{fall.vorgang_id}/").status_code == 200


def readings(answer) -> int:
    """How many lines the page lists."""
    return answer.content.decode().count(">Vorgang geöffnet<")


def rows(answer) -> list[dict[str, str]]:
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def test_reading_is_listed_narrowed_and_taken_along(welt, fall):
    user, post = log_in(welt.eins.sachbearbeitung), log_in(welt.eins.poststelle)
    look(fall, user, 2)
    look(fall, post)
    officer = log_in(somebody(1, Rolle.DATENSCHUTZ, name="Dora Datenschutz"))
    page = officer.get(LOG)
    assert readings(page) == 3
    shown = text(page)
    assert shown.count("Person A 1 Sachbearbeitung") == 2
    assert "Person B 1 Poststelle" in shown
    assert fall.vorgangsnummer in shown
    one = officer.get(LOG, {"person": welt.eins.poststelle.id, "vorgangsnummer": fall.vorgangsnummer.lower()})
    assert readings(one) == 1
    assert "Keine Lesezugriffe" in text(officer.get(LOG, {"bis": "1.1.2020"}))
    file = officer.get(f"{LOG}auszug/", {"person": welt.eins.sachbearbeitung.id})
    assert [(row["Wer"], row["Rolle"], row["Worum es ging"]) for row in rows(file)] == [
        ("Person A 1", "Sachbearbeitung", fall.vorgangsnummer)
    ] * 2
    with mandant_scope(1):
        seen = Ereignis.objects.filter(mandant_id=1, typ="LeseprotokollRead")
        assert [row.daten["auszug"] for row in seen.order_by("sequenz")] == [False, False, False, True]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"vorgangsnummer": "OZG-2222"}, "id_vorgangsnummer"),
        ({"vorgangsnummer": "OZG-2222-2222-2222"}, "id_vorgangsnummer"),
        ({"von": "gestern"}, "id_von"),
        ({"von": "2.3.2026", "bis": "1.3.2026"}, "id_bis"),
        ({"person": "nein"}, "id_person"),
    ],
)
def test_a_filter_that_cannot_work_says_so(welt, query, field):
    officer = log_in(somebody(1, Rolle.DATENSCHUTZ))
    answer = officer.get(LOG, query)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.content.decode()
    assert officer.get(f"{LOG}auszug/", query).status_code == 422


def test_reading_what_another_office_asks_is_listed_there(welt):
    lage = make_lage(welt)
    lage.frage()
    drain()
    asked = log_in(lage.gefragt)
    assert asked.get(f"/amt/zuarbeit/{lage.kopie_id}/").status_code == 200
    officer = log_in(somebody(2, Rolle.DATENSCHUTZ))
    assert "Person A 2 – Zuarbeit geöffnet Zuarbeit für Stadt 1, Amt A" in text(officer.get(LOG))
    (row,) = rows(officer.get(f"{LOG}auszug/"))
    assert (row["Was"], row["Worum es ging"]) == ("Zuarbeit geöffnet", "Zuarbeit für Stadt 1, Amt A")
    assert rows(log_in(somebody(1, Rolle.DATENSCHUTZ)).get(f"{LOG}auszug/")) == []


def test_pages_follow_each_other_without_gap(welt, fall):
    look(fall, log_in(welt.eins.sachbearbeitung), 3)
    officer = somebody(1, Rolle.DATENSCHUTZ)
    all_of_them = list(iterate_zugriffe(officer, Auswahl()))
    assert len(all_of_them) == 3
    client = log_in(officer)
    assert readings(client.get(f"{LOG}?{write_cursor(all_of_them[0].stelle, {})}")) == 2
    assert readings(client.get(LOG, {"nach": "unsinn"})) == 3


def test_nobody_else_and_nobody_of_elsewhere(welt, fall):
    look(fall, log_in(welt.eins.sachbearbeitung))
    for rolle in (Rolle.USER, Rolle.FACHADMIN, Rolle.DATENBEAUFTRAGUNG, Rolle.ANSPRECHPARTNER):
        assert log_in(somebody(1, rolle)).get(LOG).status_code == 404
    other = log_in(somebody(2, Rolle.DATENSCHUTZ))
    assert "Keine Lesezugriffe" in text(other.get(LOG))
    assert other.get(LOG, {"vorgangsnummer": fall.vorgangsnummer}).status_code == 422
    assert rows(other.get(f"{LOG}auszug/")) == []
    officer = log_in(somebody(1, Rolle.DATENSCHUTZ))
    assert officer.get(f"/amt/vorgang/{fall.vorgang_id}/").status_code == 404
    assert fall.vorgangsnummer not in text(officer.get("/amt/"))


def test_the_citizen_reads_how_often_and_by_whom(welt, fall):
    citizen = Client()
    code = {"vorgangsnummer": fall.vorgangsnummer, "zugangscode": fall.zugangscode}
    assert citizen.post("/status/", code).status_code == 302
    assert "Noch hat niemand Ihren Antrag geöffnet." in text(citizen.get("/status/vorgang/"))
    look(fall, log_in(welt.eins.sachbearbeitung), 3)
    look(fall, log_in(somebody(1, Rolle.USER, welt.eins.einheit)))
    drain()
    shown = text(citizen.get("/status/vorgang/"))
    assert "Ihr Antrag wurde 4-mal von 2 Sachbearbeitungen angesehen." in shown
    assert "Person A 1" not in shown
    drain()
    with mandant_scope(1):
        assert sum(Lesezaehler.objects.values_list("anzahl", flat=True)) == 4, "folded once"
    with mandant_scope(2):
        assert not Lesezaehler.objects.exists()


def test_the_log_is_read_along_its_index(welt):
    """Whatever the planner does with ten rows: with the sequential scan forbidden it finds these two."""
    with mandant_scope(1), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for more in ("", f"AND akteur_id = '{welt.eins.poststelle.id}'"):
            cursor.execute(
                "EXPLAIN SELECT id FROM ereignis WHERE mandant_id = 1"
                " AND typ IN ('VorgangRead', 'DateiRead', 'ZuarbeitRead')"
                f" {more} ORDER BY erstellt_am DESC, id DESC LIMIT 51"
            )
            plan = "\n".join(row[0] for row in cursor.fetchall())
            assert "ereignis_gelesen" in plan, plan
            assert "Sort" not in plan, plan

"""Stapel and Auszüge by HTTP: ask, begin, watch, take back; the file and what it must not say."""

import csv
import io
import json
import re

import pytest

from doors.amt_zugang import fill, log_in, rename, somebody, text, toasts
from gang import auffindbar, reiche_ein
from lauf import drain
from ozgcloud.core.actor import Rolle
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.stapel.models import Stapel
from ozgcloud.vorgang.models import Vorgang


@pytest.fixture
def user(welt):
    return somebody(1, Rolle.USER, welt.eins.einheit, name="Kollegin")


def begin(client, **fields):
    answer = client.post("/amt/stapel/", fields)
    assert answer.status_code == 302, answer.content.decode()
    drain()
    return answer.headers["Location"]


def test_ticked_cases_are_asked_about_assigned_and_taken_back(welt, user):
    fall, anderer = reiche_ein(welt), reiche_ein(welt, seed=2)
    client = log_in(user)
    wahl = {"aktion": "zuweisen", "vorgang": [str(fall.vorgang_id)], "liste": ""}
    frage = text(client.post("/amt/stapel/neu/", wahl))
    assert "1 gewählter Vorgang" in frage
    assert "Kollegin" in frage
    missing = client.post("/amt/stapel/", wahl)
    assert missing.status_code == 422
    assert "Bitte wählen Sie jemanden" in text(missing)
    adresse = begin(client, **wahl, person=user.id)
    seite = client.get(adresse)
    assert "Fertig. 1 von 1 Vorgängen: 1 erledigt" in text(seite)
    assert "hx-get" not in seite.content.decode(), "what is over does not ask again"
    assert (fall.vorgang().zugewiesen_an, anderer.vorgang().zugewiesen_an) == (user.person_id, None)
    rows = text(client.get(f"{adresse}?befund=erledigt"))
    assert fall.vorgangsnummer in rows
    back = client.post(f"{adresse}zuruecknehmen/").headers["Location"]
    drain()
    assert "Rücknahme" in text(client.get(back))
    assert fall.vorgang().zugewiesen_an is None
    assert "zuruecknehmen" not in client.get(adresse).content.decode()
    assert "Zuweisen (Rücknahme)" in text(client.get("/amt/stapel/"))


def test_all_hits_of_a_filter_and_nothing_else(welt, user):
    fill(welt, 3)
    neu = reiche_ein(welt)
    client = log_in(user)
    wahl = {"aktion": "bearbeiten", "alle": "1", "liste": "status=Angenommen"}
    frage = text(client.post("/amt/stapel/neu/", wahl))
    assert "Alle Treffer der Liste: 3 Vorgänge" in frage
    assert "Status: Angenommen" in frage
    begin(client, **wahl)
    with mandant_scope(1):
        assert Vorgang.objects.filter(status="In Bearbeitung").count() == 3
        assert Stapel.objects.get().auswahl == {}
    assert neu.vorgang().status == "Neu"


def test_all_hits_that_only_look_alike_are_named_as_such_before_anything_happens(welt, user):
    fall = reiche_ein(welt)
    rename(welt.eins, fall.vorgang_id, "Hannelore Petersen")
    auffindbar(1)
    wahl = {"aktion": "uebernehmen", "alle": "1", "liste": "suche=Hannelohre+Petersen"}
    frage = text(log_in(user).post("/amt/stapel/neu/", wahl))
    assert "Alle Treffer der Liste: 1 Vorgang" in frage
    assert "alle Treffer sind nur ähnlich" in frage


def test_while_it_runs_the_page_renews_itself_and_offers_to_stop(welt, user):
    reiche_ein(welt)
    client = log_in(user)
    adresse = client.post("/amt/stapel/", {"aktion": "uebernehmen", "alle": "1", "liste": ""}).headers["Location"]
    seite = client.get(adresse).content.decode()
    assert f'hx-get="{adresse}"' in seite
    assert "Stand neu laden" in seite
    teil = client.get(adresse, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in teil
    assert 'id="stapel-stand"' in teil
    assert any("Angehalten" in one for one in toasts(client.post(f"{adresse}anhalten/", follow=True)))
    assert any("läuft nicht mehr" in one for one in toasts(client.post(f"{adresse}anhalten/", follow=True)))


@pytest.mark.parametrize("fields", [{}, {"aktion": "zuweisen"}, {"aktion": "löschen", "vorgang": "x"}])
def test_nothing_chosen_leads_back_to_the_list_and_says_so(welt, user, fields):
    client = log_in(user)
    for address in ("/amt/stapel/neu/", "/amt/stapel/"):
        answer = client.post(address, fields, follow=True)
        assert answer.redirect_chain[0][0].startswith("/amt/")
        assert any("Bitte wählen Sie" in one for one in toasts(answer))


@pytest.mark.parametrize("fields", [{"vorgang": "kein-schluessel"}, {"alle": "1", "liste": "\x00%ff&status=Unsinn"}])
def test_strange_choices_do_not_break(welt, user, fields):
    answer = log_in(user).post("/amt/stapel/", {"aktion": "uebernehmen", **fields})
    assert answer.status_code in (302, 422)


def test_the_list_as_a_file(welt, user):
    fall = reiche_ein(welt)
    reiche_ein(welt, nummer=2)
    rename(welt.eins, fall.vorgang_id, "=Formel Müller")
    client = log_in(user)
    assert "Liste ausgeben" in text(client.get("/amt/auszug/?suche=m"))
    assert client.post("/amt/auszug/", {"format": "csv"}).status_code == 422
    assert client.post("/amt/auszug/", {"spalte": "status"}).status_code == 422
    answer = client.post("/amt/auszug/", {"format": "csv", "spalte": ["vorgangsnummer", "antragsteller"], "liste": ""})
    assert answer.streaming
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Vorgangsnummer", "Antragsteller"], [fall.vorgangsnummer, "'=Formel Müller"]]
    disposition = answer.headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="vorgaenge-\d{4}-\d\d-\d\d\.csv"', disposition)
    excel = client.post("/amt/auszug/", {"format": "xlsx", "spalte": ["status"], "liste": "status=Neu"})
    assert excel.getvalue().startswith(b"PK")
    leer = client.post("/amt/auszug/", {"format": "json", "spalte": ["status"], "liste": "status=Verworfen"})
    assert json.loads(leer.getvalue()) == []


def test_a_colleagues_stapel_is_nowhere(welt, user):
    reiche_ein(welt)
    adresse = begin(log_in(user), aktion="uebernehmen", alle="1", liste="")
    for other in (welt.eins.sachbearbeitung, welt.zwei.sachbearbeitung):
        client = log_in(other)
        for address in (adresse, f"{adresse}anhalten/", f"{adresse}zuruecknehmen/"):
            assert client.get(address).status_code == 404
            assert client.post(address).status_code == 404
        assert "Noch kein Stapel" in text(client.get("/amt/stapel/"))

"""The work list by HTTP: who sees what, filters, search, cursor, empty states, a thousand rows."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from doors.amt_zugang import fill, log_in, rename, somebody, text
from gang import auffindbar, in_bearbeitung, reiche_ein
from ozgcloud.amt.listenadresse import read_cursor, read_filter, write_cursor, write_filter
from ozgcloud.core.actor import Rolle
from ozgcloud.core.clock import now
from ozgcloud.core.types import new_id
from ozgcloud.leistung.queries import names_of
from ozgcloud.vorgang.queries import Cursor, Filter
from ozgcloud.vorgang.rules import Status


def numbers(response) -> list[str]:
    return re.findall(r"data-ozg-open>(OZG-[^<]+)<", response.content.decode())


def test_own_cases_only(welt):
    eigener, fremder = reiche_ein(welt), reiche_ein(welt, nummer=2)
    assert numbers(log_in(welt.eins.sachbearbeitung).get("/amt/")) == [eigener.vorgangsnummer]
    assert numbers(log_in(welt.zwei.sachbearbeitung).get("/amt/")) == [fremder.vorgangsnummer]
    assert numbers(log_in(welt.eins.fremde_einheit).get("/amt/")) == []


def test_the_head_says_who_works_for_whom(welt):
    page = text(log_in(welt.eins.sachbearbeitung).get("/amt/"))
    assert f"Stadt {welt.eins.id}" in page
    assert f"Person A {welt.eins.id}" in page


def test_poststelle_sees_new_and_discarded_only(welt):
    neu, weiter = reiche_ein(welt), in_bearbeitung(welt, seed=2)
    assert numbers(log_in(welt.eins.poststelle).get("/amt/")) == [neu.vorgangsnummer]
    assert set(numbers(log_in(welt.eins.sachbearbeitung).get("/amt/"))) == {neu.vorgangsnummer, weiter.vorgangsnummer}


def test_views_status_and_search(welt):
    neu, meiner = reiche_ein(welt), in_bearbeitung(welt, seed=2)
    rename(welt.eins, neu.vorgang_id, "Åse Bjørnsdóttir 🌳")
    auffindbar(1)
    client = log_in(welt.eins.sachbearbeitung)
    assert numbers(client.get("/amt/?ansicht=meine")) == [meiner.vorgangsnummer]
    assert numbers(client.get("/amt/?ansicht=nicht-zugewiesene")) == [neu.vorgangsnummer]
    assert numbers(client.get("/amt/", {"status": "In Bearbeitung"})) == [meiner.vorgangsnummer]
    assert numbers(client.get("/amt/", {"suche": "bjørn"})) == [neu.vorgangsnummer]
    assert numbers(client.get("/amt/", {"suche": meiner.vorgangsnummer.lower()})) == [meiner.vorgangsnummer]


AEHNLICH = "Nichts gefunden, was genau so geschrieben ist"


def test_what_only_looks_alike_is_not_shown_as_if_it_were_meant(welt):
    fall = reiche_ein(welt)
    rename(welt.eins, fall.vorgang_id, "Hannelore Petersen")
    auffindbar(1)
    client = log_in(welt.eins.sachbearbeitung)
    exact, similar = (client.get("/amt/", {"suche": name}) for name in ("Hannelore Petersen", "Hannelohre Petersen"))
    assert numbers(exact) == numbers(similar) == [fall.vorgangsnummer]
    assert AEHNLICH not in text(exact)
    assert AEHNLICH in text(similar)
    nothing = text(client.get("/amt/", {"suche": "Xqzwv"}))
    assert AEHNLICH not in nothing
    assert "Keine Treffer" in nothing


def test_a_number_is_found_without_its_hyphens_and_a_wrong_one_says_so(welt):
    fall = reiche_ein(welt)
    auffindbar(1)
    client, nummer = log_in(welt.eins.sachbearbeitung), fall.vorgangsnummer
    for typed in (nummer.replace("-", ""), nummer.removeprefix("OZG-").replace("-", "").lower()):
        page = client.get("/amt/", {"suche": typed})
        assert numbers(page) == [nummer]
        assert AEHNLICH not in text(page)
    wrong = client.get("/amt/", {"suche": nummer[:-1] + ("2" if nummer[-1] != "2" else "3")})
    assert numbers(wrong) == [nummer]
    assert AEHNLICH in text(wrong)


def test_who_searches_for_a_leistung_is_led_to_its_filter(welt):
    fall = reiche_ein(welt)
    auffindbar(1)
    client = log_in(welt.eins.sachbearbeitung)
    page = client.get("/amt/", {"suche": name_of_leistung(fall)[:6].lower(), "status": "Neu"})
    way = re.search(r'id="leistungen">[^<]*<a [^>]*href="([^"]+)">([^<]+)</a>', page.content.decode())
    assert way[2] == name_of_leistung(fall)
    led = client.get("/amt/" + way[1].replace("&amp;", "&"))
    assert numbers(led) == [fall.vorgangsnummer]
    assert f"Leistung: {way[2]}" in text(led)
    assert "Status: Neu" in text(led)


def name_of_leistung(fall) -> str:
    key = fall.vorgang().leistung_schluessel
    return names_of({key})[key]


@pytest.mark.parametrize(
    "query",
    [
        "?status=Unsinn",
        "?ansicht=%00",
        "?nach=kaputt",
        "?nach=99999999999999999999.x",
        "?suche=%00%F0%9F%8C%B3%E2%80%AE",
        "?suche=%25_\\",
    ],
)
def test_strange_addresses_open(welt, query):
    assert log_in(welt.eins.sachbearbeitung).get(f"/amt/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("query", "satz"),
    [
        ("", "Noch keine Vorgänge"),
        ("?ansicht=meine", "Ihnen ist nichts zugewiesen"),
        ("?ansicht=nicht-zugewiesene", "Alles ist zugewiesen"),
        ("?suche=zzz", "Keine Treffer"),
    ],
)
def test_empty_list_says_what_to_do(welt, query, satz):
    assert satz in text(log_in(welt.eins.sachbearbeitung).get(f"/amt/{query}"))


def test_fachadministration_without_cases_may_enter(welt):
    assert log_in(somebody(1, Rolle.FACHADMIN)).get("/amt/").status_code == 200


def test_a_thousand_cases_page_by_page_each_once(welt):
    expected = fill(welt, 1000)
    client, address, seen, pages = log_in(welt.eins.sachbearbeitung), "/amt/?status=Angenommen", [], 0
    while address:
        response = client.get(address)
        seen += numbers(response)
        pages += 1
        found = re.search(r'id="mehr-laden" href="(\?[^"]+)"', response.content.decode())
        address = f"/amt/{found[1]}".replace("&amp;", "&") if found else ""
    assert pages == 20
    assert sorted(seen) == sorted(expected)
    assert "Das sind alle Vorgänge dieser Ansicht." in text(response)


def test_search_finds_the_same_case_among_many(welt):
    fill(welt, 300)
    auffindbar(1)
    found = log_in(welt.eins.sachbearbeitung).get("/amt/", {"suche": "Person 299"})
    assert len(numbers(found)) == 1


def test_address_of_filter_and_cursor_reads_back():
    cursor = Cursor(now(), new_id())
    assert read_cursor(write_cursor(cursor)) == cursor
    auswahl = Filter(ansicht="meine", status=Status.NEU, suche="Ä&=b")
    query = dict(part.split("=") for part in write_filter(auswahl).split("&"))
    assert set(query) == {"ansicht", "status", "suche"}
    assert read_filter({"ansicht": "meine", "status": "Neu", "suche": "Ä&=b"}) == auswahl


def way_back(client, vorgang) -> str:
    page = client.get(reverse("amt:antrag", args=(vorgang.vorgang_id,))).content.decode()
    return re.search(r'<li class="ozg-breadcrumb__parent"><a [^>]*href="([^"]*)"', page)[1]


def test_the_way_back_leads_to_the_last_list_and_a_search_stays_on_the_server(welt):
    vorgang, client = reiche_ein(welt), log_in(welt.eins.sachbearbeitung)
    before = client.get("/amt/").cookies
    assert before["ozg_liste"].value == ""
    assert before["ozg_liste"]["httponly"]
    with CaptureQueriesContext(connection) as asked:
        client.get("/amt/?status=Neu&sortierung=aelteste")
    assert not [query for query in asked if "UPDATE" in query["sql"]]
    assert way_back(client, vorgang) == "/amt/?status=Neu&amp;sortierung=aelteste"
    found = client.get("/amt/?suche=Petersen")
    assert "Petersen" not in str(found.cookies)
    assert way_back(client, vorgang) == "/amt/?suche=Petersen"
    client.get("/amt/")
    assert way_back(client, vorgang) == "/amt/"


def test_a_forged_way_back_leads_to_a_list(welt):
    vorgang, client = reiche_ein(welt), log_in(welt.eins.sachbearbeitung)
    client.cookies["ozg_liste"] = "//böse.example/?status=Neu&ansicht=<script>"
    assert way_back(client, vorgang) == "/amt/"

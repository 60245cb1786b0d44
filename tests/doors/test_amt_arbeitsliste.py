"""The work list by HTTP: filters, saved views, columns, preview, and the way from case to case."""

import re
from urllib.parse import parse_qsl

import pytest

from doors.amt_zugang import fill, log_in, somebody, text, toasts
from gang import auffindbar, in_bearbeitung, reiche_ein
from ozgcloud.amt.listenadresse import read_cursor, read_filter, write_cursor, write_filter
from ozgcloud.core.actor import Rolle, system_actor
from ozgcloud.core.clock import now, today
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.mandant.models import Abwesenheit
from ozgcloud.vorgang.actions.assign_vorgang import assign_vorgang
from ozgcloud.vorgang.actions.mark_vorgang import mark_vorgang
from ozgcloud.vorgang.angebot import WEITE
from ozgcloud.vorgang.auswahl import Cursor, Filter
from ozgcloud.vorgang.queries import list_historie


def numbers(response) -> list[str]:
    return re.findall(r"data-ozg-open>(OZG-[^<]+)<", response.content.decode())


@pytest.mark.parametrize(
    "address",
    [
        "ansicht=meine&status=Neu&suche=Anna&leistung=99000000000001&von=2026-03-01&bis=2026-03-31&frist=7&gebiet=01",
        "kanal=papier&schlagwort=H%C3%A4rtefall&prioritaet=0&wartet_auf=zuarbeit&sortierung=aelteste",
        "zugewiesen_an=01850000-0000-7000-8000-000000000001&einheit=01850000-0000-7000-8000-000000000002",
        "",
    ],
)
def test_a_filter_reads_back_from_its_address(address):
    auswahl = read_filter(dict(parse_qsl(address)))
    assert sorted(parse_qsl(write_filter(auswahl))) == sorted(parse_qsl(address))


def test_a_cursor_of_days_reads_back():
    cursor = Cursor(now(), new_id(), now().date())
    assert read_cursor(write_cursor(cursor)) == cursor


def test_the_page_of_filters_narrows_and_takes_off_again(welt):
    neu, weiter = reiche_ein(welt), in_bearbeitung(welt, seed=2)
    mark_vorgang(system_actor(1), vorgang_id=weiter.vorgang_id, prioritaet=2, schlagworte=["Härtefall"])
    client = log_in(welt.eins.sachbearbeitung)
    assert "Schlagwort" in text(client.get("/amt/filter/"))
    page = client.get("/amt/", {"prioritaet": "2", "schlagwort": "Härtefall"})
    assert numbers(page) == [weiter.vorgangsnummer]
    assert "Priorität: eilig" in text(page)
    without = re.search(r'class="ozg-chip" href="(\?[^"]*)"', page.content.decode())[1]
    assert numbers(client.get(f"/amt/{without}".replace("&amp;", "&"))) == [weiter.vorgangsnummer]
    assert set(numbers(client.get("/amt/"))) == {neu.vorgangsnummer, weiter.vorgangsnummer}


def test_days_the_wrong_way_round_are_told_and_find_no_empty_list(welt):
    reiche_ein(welt)
    answer = log_in(welt.eins.sachbearbeitung).get("/amt/", {"von": "2.3.2026", "bis": "1.3.2026"})
    assert (answer.status_code, numbers(answer)) == (422, [])
    assert "Hier angelegt bis: Der letzte Tag liegt vor dem ersten." in text(answer)


@pytest.mark.parametrize("typed", ["31.02.2026", "letzte Woche", "2026-13-01"])
def test_a_day_that_is_none_is_told_and_does_not_pass_for_the_whole_list(welt, typed):
    reiche_ein(welt)
    answer = log_in(welt.eins.sachbearbeitung).get("/amt/", {"von": typed, "bis": "1.3.2026", "status": "Neu"})
    assert (answer.status_code, numbers(answer)) == (422, [])
    page = answer.content.decode()
    assert "Hier angelegt ab: Bitte geben Sie ein Datum an, das es gibt" in page
    assert [re.search(f'name="{feld}"[^>]* value="([^"]*)"', page)[1] for feld in ("von", "bis")] == [
        typed,
        "01.03.2026",
    ]
    assert '<option value="Neu" selected' in page


def test_a_saved_view_is_one_s_own_until_it_is_shared(welt):
    reiche_ein(welt)
    mine, other = log_in(welt.eins.sachbearbeitung), log_in(welt.eins.fremde_einheit)
    mine.post("/amt/ansichten/", {"name": "Nur Neue", "liste": "status=Neu"})
    mine.post("/amt/ansichten/", {"name": "Eilt", "liste": "prioritaet=2", "geteilt": "on"})
    assert all(name in text(mine.get("/amt/")) for name in ("Nur Neue", "Eilt"))
    assert "Nur Neue" not in text(other.get("/amt/"))
    assert "Eilt" in text(other.get("/amt/"))
    assert "Eilt" not in text(log_in(welt.zwei.sachbearbeitung).get("/amt/"))
    key = re.findall(r"/amt/ansichten/([0-9a-f-]+)/loeschen/", mine.get("/amt/filter/").content.decode())
    assert [other.post(f"/amt/ansichten/{one}/loeschen/").status_code for one in key] == [404, 403]
    assert log_in(somebody(1, Rolle.FACHADMIN)).post(f"/amt/ansichten/{key[1]}/loeschen/").status_code == 302
    assert "Eilt" not in text(mine.get("/amt/"))


def test_a_view_without_a_name_is_asked_for_again(welt):
    again = log_in(welt.eins.sachbearbeitung).post("/amt/ansichten/", {"name": " ", "liste": "status=Neu"})
    assert again.status_code == 422
    assert "Die Ansicht braucht einen Namen" in text(again) or "Ein kurzer Name" in text(again)
    shared = {"name": "X", "liste": "", "geteilt": "on"}
    assert log_in(welt.eins.poststelle).post("/amt/ansichten/", shared).status_code == 403


def test_a_name_taken_twice_is_written_over_aloud_and_never_shared_by_two(welt):
    mine, other = log_in(welt.eins.sachbearbeitung), log_in(somebody(1, Rolle.USER))
    view = {"name": "Eilt", "liste": "prioritaet=2", "geteilt": "on"}
    assert toasts(mine.post("/amt/ansichten/", view, follow=True)) == ["Die Ansicht „Eilt“ ist gespeichert."]
    again = mine.post("/amt/ansichten/", {**view, "liste": "prioritaet=1"}, follow=True)
    assert toasts(again) == ["Die Ansicht „Eilt“ zeigt ab jetzt diesen Filter statt des früheren."]
    twin = other.post("/amt/ansichten/", view)
    assert twin.status_code == 422
    assert "benutzt diesen schon" in text(twin)
    assert other.post("/amt/ansichten/", {**view, "geteilt": ""}).status_code == 302


def test_columns_are_chosen_per_person(welt):
    reiche_ein(welt)
    mine, other = log_in(welt.eins.sachbearbeitung), log_in(somebody(1, Rolle.USER))
    mine.post("/amt/spalten/", {"spalte": ["ort", "kanal", "gibtesnicht"]})
    page = text(mine.get("/amt/"))
    assert "Herkunft" in page
    assert "Antragsteller" not in page
    assert "Antragsteller" in text(other.get("/amt/"))
    mine.post("/amt/spalten/", {})
    assert "Antragsteller" in text(mine.get("/amt/"))


def test_the_preview_is_logged_like_reading(welt):
    fall = reiche_ein(welt)
    client = log_in(welt.eins.sachbearbeitung)
    part = client.get(f"/amt/vorgang/{fall.vorgang_id}/kurz/", headers={"HX-Request": "true"})
    assert fall.vorgangsnummer in text(part)
    assert "<html" not in part.content.decode()
    assert "<html" in client.get(f"/amt/vorgang/{fall.vorgang_id}/kurz/").content.decode()
    assert [z.typ for z in list_historie(fall.user, fall.vorgang_id)].count("VorgangRead") >= 1


def test_from_case_to_case_and_back_in_the_list_one_came_from(welt):
    faelle = [reiche_ein(welt, seed=seed) for seed in range(3)]
    mark_vorgang(system_actor(1), vorgang_id=faelle[1].vorgang_id, prioritaet=1)
    client = log_in(welt.eins.sachbearbeitung)
    client.get("/amt/?prioritaet=0")
    aus = {"aus": "prioritaet=0"}
    first = f"/amt/vorgang/{faelle[2].vorgang_id}/naechster/"
    assert client.get(first, aus).headers["Location"].startswith(f"/amt/vorgang/{faelle[0].vorgang_id}/?aus=")
    back = f"/amt/vorgang/{faelle[0].vorgang_id}/voriger/"
    assert client.get(back).headers["Location"] == f"/amt/vorgang/{faelle[2].vorgang_id}/"
    end = client.get(f"/amt/vorgang/{faelle[0].vorgang_id}/naechster/", aus, follow=True)
    assert end.redirect_chain[0][0].startswith("/amt/?prioritaet=0")
    assert any("letzte" in toast for toast in toasts(end))


def test_paging_back_leads_where_one_was(welt):
    fill(welt, 120)
    client = log_in(welt.eins.sachbearbeitung)
    first = client.get("/amt/")
    second = client.get(_link(first, "mehr-laden"))
    again = client.get(_link(second, "zurueck"))
    assert numbers(again) == numbers(first)
    assert numbers(client.get(_link(again, "mehr-laden"))) == numbers(second)
    assert 'id="zurueck"' not in again.content.decode()


def _link(response, key: str) -> str:
    found = re.search(rf'id="{key}" href="(\?[^"]+)"', response.content.decode())
    return f"/amt/{found[1]}".replace("&amp;", "&")


def test_a_name_that_was_searched_for_travels_to_no_case(welt):
    fill(welt, 3)
    auffindbar(1)
    page = log_in(welt.eins.sachbearbeitung).get("/amt/", {"suche": "Person", "prioritaet": "0"})
    links = re.findall(r'href="(/amt/vorgang/[^"]+)"', page.content.decode())
    assert len(numbers(page)) == 3
    assert all("Person" not in link and "aus=" not in link for link in links)


def test_whom_one_stands_in_for_is_among_one_s_own_and_marked(welt):
    fall, eigener = in_bearbeitung(welt), reiche_ein(welt, seed=2)
    vertretung = somebody(1, Rolle.USER, welt.eins.einheit, "Vera Vertretung")
    assign_vorgang(vertretung, vorgang_id=eigener.vorgang_id, person_id=vertretung.person_id)
    client = log_in(vertretung)
    assert numbers(client.get("/amt/?ansicht=meine")) == [eigener.vorgangsnummer]
    with mandant_scope(1):
        Abwesenheit.objects.create(
            mandant_id=1, person_id=fall.user.person_id, vertretung_id=vertretung.person_id, von=today(), bis=today()
        )
    page = client.get("/amt/?ansicht=meine")
    assert numbers(page) == [eigener.vorgangsnummer, fall.vorgangsnummer]
    assert text(page).count("in Vertretung") == 1
    auffindbar(1)
    assert set(numbers(client.get(f"/amt/?ansicht=meine&suche={fall.vorgangsnummer}"))) == {fall.vorgangsnummer}
    elsewhere = somebody(1, Rolle.USER, welt.eins.andere_einheit, "Ohne Rolle dort")
    with mandant_scope(1):
        Abwesenheit.objects.update(vertretung_id=elsewhere.person_id)
    assert numbers(log_in(elsewhere).get("/amt/?ansicht=meine")) == [], "standing in gives no further right"


def test_a_mark_is_no_markup(welt):
    fall = reiche_ein(welt)
    mark_vorgang(system_actor(1), vorgang_id=fall.vorgang_id, schlagworte=["<b>x</b>"])
    client = log_in(welt.eins.sachbearbeitung)
    client.post("/amt/spalten/", {"spalte": ["schlagworte"]})
    assert "&lt;b&gt;x&lt;/b&gt;" in client.get("/amt/").content.decode()
    assert Filter() == read_filter({})


@pytest.mark.parametrize(
    ("asked", "next_looks"),
    [("", 20), ("20", 19), ("2", 1), ("1", None), ("0", 20), ("21", 20), ("-1", 20), ("²", 20), ("9" * 5000, 20)],
)
def test_a_page_that_is_not_full_goes_on_unasked_for_a_while(welt, asked, next_looks):
    fill(welt, WEITE + 10)
    page = log_in(welt.eins.sachbearbeitung).get("/amt/", {"schlagwort": "Härtefall", "suchlauf": asked})
    found = re.search(r'hx-get="[^"]+&amp;suchlauf=([0-9]+)" hx-trigger="load"', page.content.decode())
    assert (int(found[1]) if found else None) == next_looks
    assert "suchlauf" not in " ".join(re.findall(r' href="[^"]*"', page.content.decode()))

"""The Fachadministration sets up its own Verwaltung: people, Rollen, units, Online-Dienste; and nobody else's."""

import re
from uuid import UUID

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.test import Client

from doors.amt_zugang import PASSWORT, benutzername, log_in, somebody, text
from gang import reiche_ein
from lauf import drain
from ozgcloud.core.access import Recht
from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.mandant.actors import actor_of_login
from ozgcloud.mandant.models import Abwesenheit, Mandant, Organisationseinheit, Person, PersonRolle
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.rules import Status
from tueren import DOORS
from welt import Welt

PERSON = {"name": "Inken Clausen", "benutzername": "inken.clausen", "email": "inken@stadt.example"}
VERWALTUNG = [door for door in DOORS if door.recht is Recht.FACHADMIN and "<" not in door.route]


@pytest.fixture
def admin(welt: Welt) -> Client:
    return log_in(somebody(1, Rolle.FACHADMIN, name="Alma Admin"))


def person_id(name: str, mandant_id: int = 1) -> UUID:
    with mandant_scope(mandant_id):
        return Person.objects.get(name=name).id


def rollen(person: UUID) -> set[tuple[str, UUID | None, bool]]:
    with mandant_scope(1):
        rows = PersonRolle.objects.filter(person_id=person)
        return set(rows.values_list("rolle", "organisationseinheit_id", "mit_untergeordneten"))


def test_a_person_is_created_logs_in_and_sees_the_list(welt, admin):
    form = {**PERSON, "rolle": Rolle.USER.value, "organisationseinheit": str(welt.eins.einheit)}
    answer = admin.post("/amt/verwaltung/personen/neu/", form)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    passwort = re.findall(r"<code>(.*?)</code>", answer.content.decode())[1]
    assert authenticate(username="inken.clausen", password=passwort) is not None
    assert rollen(person_id("Inken Clausen")) == {(Rolle.USER.value, welt.eins.einheit, False)}
    assert "Inken Clausen" in text(admin.get("/amt/verwaltung/personen/"))
    client = Client()
    client.force_login(User.objects.get(username="inken.clausen"))
    assert client.get("/amt/").status_code == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "id_name"),
        ({"benutzername": "X"}, "id_benutzername"),
        ({"email": "kein-at"}, "id_email"),
        ({"rolle": ""}, "id_rolle"),
        ({"rolle": "LEITSTAND"}, "id_rolle"),
        ({"leistung": "Hund"}, "id_leistung"),
        ({"organisationseinheit": "nein"}, "id_organisationseinheit"),
        ({"rolle": Rolle.DATENSCHUTZ.value, "leistung": "99"}, "id_organisationseinheit"),
    ],
)
def test_errors_lead_to_their_fields_and_nothing_is_made(admin, change, field):
    answer = admin.post("/amt/verwaltung/personen/neu/", {**PERSON, "rolle": Rolle.USER.value, **change})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.content.decode()
    assert not User.objects.filter(username="inken.clausen").exists()


def test_all_errors_are_told_at_once(admin):
    answer = admin.post("/amt/verwaltung/personen/neu/", {"name": "", "benutzername": "X", "email": "kein-at"})
    for field in ("id_name", "id_benutzername", "id_email", "id_rolle"):
        assert f'href="#{field}"' in answer.content.decode()


def test_rollen_are_given_and_taken_and_hold_at_once(welt, admin):
    other = somebody(1, Rolle.USER, welt.eins.einheit, name="Bo Beispiel")
    browser = log_in(other)
    address = f"/amt/verwaltung/personen/{other.id}/"
    answer = admin.post(
        address,
        {
            "_tun": "rolle",
            "rolle": Rolle.ANSPRECHPARTNER.value,
            "organisationseinheit": str(welt.eins.einheit),
            "mit_untergeordneten": "on",
        },
        follow=True,
    )
    assert "Einheitlicher Ansprechpartner: Amt A und alles darunter" in text(answer)
    assert len(rollen(UUID(other.id))) == 2
    with mandant_scope(1):
        user = PersonRolle.objects.get(person_id=other.id, rolle=Rolle.USER.value)
        guide = PersonRolle.objects.get(person_id=other.id, rolle=Rolle.ANSPRECHPARTNER.value)
    fall = reiche_ein(welt)
    drain()
    page = f"/amt/vorgang/{fall.vorgang_id}/"
    assert browser.post(f"{page}schritt/annehmen/").status_code == 302
    admin.post(address, {"_tun": "rolle_nehmen", "rolle_id": str(user.id)})
    assert browser.get(page).status_code == 200
    assert browser.post(f"{page}schritt/bearbeiten/").status_code == 403
    answer = admin.post(address, {"_tun": "rolle_nehmen", "rolle_id": str(guide.id)})
    assert answer.status_code == 409
    assert "Die letzte Rolle bleibt" in text(answer)


def test_the_later_of_two_who_change_a_person_is_told(welt, admin):
    other = somebody(1, Rolle.USER, welt.eins.einheit, name="Bo Beispiel")
    address = f"/amt/verwaltung/personen/{other.id}/"
    seen = {"_tun": "angaben", "name": "Bo Beispiel", "telefon": "", "version": "1"}
    assert 'name="version" value="1"' in admin.get(address).content.decode()
    assert admin.post(address, {**seen, "telefon": "0431 1"}).status_code == 302
    late = admin.post(address, {**seen, "telefon": "0431 2"})
    assert late.status_code == 409
    assert "Jemand anderes hat diese Angaben inzwischen geändert" in text(late)
    assert "Jetzt gespeichert: 0431 1" in text(late)
    assert 'value="0431 2"' in late.content.decode(), "what was typed is not lost"
    with mandant_scope(1):
        assert Person.objects.get(id=other.id).telefon == "0431 1"
    assert admin.post(address, {**seen, "telefon": "0431 2", "version": "2"}).status_code == 302


def test_the_later_of_two_who_move_a_unit_is_told(welt, admin):
    a, b = welt.eins.einheit, welt.eins.andere_einheit
    address = f"/amt/verwaltung/einheiten/{a}/"
    seen = {"_tun": "aendern", "name": "Amt A", "kurz": "", "version": "1"}
    assert admin.post(address, {**seen, "eltern": str(b)}).status_code == 302
    late = admin.post(address, {**seen, "name": "Amt Neu", "eltern": ""})
    assert late.status_code == 409
    with mandant_scope(1):
        below = Organisationseinheit.objects.get(id=b).name
        assert Organisationseinheit.objects.get(id=a).eltern_id == b
    assert f"Jetzt gespeichert: {below}" in text(late)


def test_a_deactivated_person_is_out_at_the_next_click(welt, admin):
    other = somebody(1, Rolle.USER, name="Bo Beispiel")
    browser = log_in(other)
    assert browser.get("/amt/").status_code == 200
    admin.post(f"/amt/verwaltung/personen/{other.id}/", {"_tun": "schalten", "aktiv": "0"})
    assert browser.get("/amt/").status_code == 403
    assert "Bo Beispiel" not in text(admin.get("/amt/verwaltung/personen/"))
    assert "Bo Beispiel" in text(admin.get("/amt/verwaltung/personen/?ehemalige=on"))
    admin.post(f"/amt/verwaltung/personen/{other.id}/", {"_tun": "schalten", "aktiv": "1"})
    assert browser.get("/amt/").status_code == 200


def test_sending_a_new_person_twice_names_the_way_to_her_password(welt, admin):
    made = {**PERSON, "rolle": Rolle.USER.value, "organisationseinheit": str(welt.eins.einheit)}
    assert admin.post("/amt/verwaltung/personen/neu/", made).status_code == 200
    again = admin.post("/amt/verwaltung/personen/neu/", made)
    assert again.status_code == 409
    assert 'href="#id_benutzername"' in again.content.decode()
    assert "erzeugen Sie auf ihrer Seite ein neues Passwort" in text(again)


@pytest.mark.parametrize("way", ["amt", "monitor", "leitstand"])
def test_an_address_nobody_knows_stays_in_its_door(welt, admin, way):
    page = admin.get(f"/{way}/gibt/es/nicht/")
    assert page.status_code == 404
    assert "Unter dieser Adresse gibt es keine Seite." in text(page)
    assert "Diese Seite gibt es nicht" in text(Client().get(f"/{way}/gibt/es/nicht/"))


def test_a_new_password_ends_what_is_open(welt, admin):
    other = somebody(1, Rolle.USER, name="Bo Beispiel")
    browser = log_in(other)
    answer = admin.post(f"/amt/verwaltung/personen/{other.id}/", {"_tun": "passwort"})
    benutzername, passwort = re.findall(r"<code>(.*?)</code>", answer.content.decode())
    assert authenticate(username=benutzername, password=passwort) is not None
    assert browser.get("/amt/").status_code == 302


def test_nobody_locks_himself_out(welt):
    alma = somebody(1, Rolle.FACHADMIN, name="Alma Admin")
    client = log_in(alma)
    address = f"/amt/verwaltung/personen/{alma.id}/"
    with mandant_scope(1):
        own = PersonRolle.objects.get(person_id=alma.id).id
    for form in ({"_tun": "schalten", "aktiv": "0"}, {"_tun": "passwort"}, {"_tun": "rolle_nehmen", "rolle_id": own}):
        assert client.post(address, form).status_code == 409
    assert client.get(address).status_code == 200


def test_a_fachadministration_of_one_office_sees_and_gives_no_further(welt, admin):
    """Its people are those all of whose Rollen lie within reach; everybody else is not there."""
    a, b = welt.eins.einheit, welt.eins.andere_einheit
    small = log_in(somebody(1, Rolle.FACHADMIN, a, name="Klein Admin"))
    inside = somebody(1, Rolle.USER, a, name="Innen")
    outside = somebody(1, Rolle.USER, b, name="Außen")
    for other in (inside, outside):
        log_in(other)
    shown = text(small.get("/amt/verwaltung/personen/"))
    assert "Innen" in shown
    assert "Außen" not in shown
    assert small.get(f"/amt/verwaltung/personen/{outside.id}/").status_code == 404
    assert small.post(f"/amt/verwaltung/personen/{outside.id}/", {"_tun": "schalten"}).status_code == 404
    give = {"_tun": "rolle", "rolle": Rolle.USER.value}
    for wide in ({}, {"organisationseinheit": str(b)}, {"organisationseinheit": str(a), "mit_untergeordneten": "on"}):
        assert small.post(f"/amt/verwaltung/personen/{inside.id}/", {**give, **wide}).status_code == 403
    assert len(rollen(UUID(inside.id))) == 1
    assert small.get(f"/amt/verwaltung/einheiten/{b}/").status_code == 404
    assert small.post("/amt/verwaltung/einheiten/", {"name": "Ganz oben"}).status_code == 403
    assert small.post("/amt/verwaltung/einheiten/", {"name": "Darunter", "eltern": str(a)}).status_code == 302


def test_units_are_made_moved_and_closed(welt, admin):
    a, b = welt.eins.einheit, welt.eins.andere_einheit
    assert admin.post("/amt/verwaltung/einheiten/", {"name": "Team 1", "eltern": str(a)}).status_code == 302
    assert admin.post("/amt/verwaltung/einheiten/", {"name": "Team 1"}).status_code == 409
    with mandant_scope(1):
        team = Organisationseinheit.objects.get(name="Team 1").id
    circle = admin.post(f"/amt/verwaltung/einheiten/{a}/", {"_tun": "aendern", "name": "Amt A", "eltern": str(team)})
    assert circle.status_code == 422
    assert "nicht unter sich selbst" in text(circle) or "nicht darunter liegt" in text(circle)
    moved = {"_tun": "aendern", "name": "Team Eins", "kurz": "T1", "eltern": str(b)}
    assert admin.post(f"/amt/verwaltung/einheiten/{team}/", moved).status_code == 302
    assert admin.post(f"/amt/verwaltung/einheiten/{b}/", {"_tun": "schliessen"}).status_code == 409
    assert admin.post(f"/amt/verwaltung/einheiten/{team}/", {"_tun": "schliessen"}).status_code == 302
    assert "geschlossen seit" in text(admin.get(f"/amt/verwaltung/einheiten/{team}/"))
    form = {**PERSON, "rolle": Rolle.USER.value, "organisationseinheit": str(team)}
    assert admin.post("/amt/verwaltung/personen/neu/", form).status_code == 404
    assert admin.post(f"/amt/verwaltung/einheiten/{team}/", {"_tun": "oeffnen"}).status_code == 302


def test_a_rolle_reaches_down_the_tree_also_what_comes_later(welt, admin):
    head = somebody(1, Rolle.USER, welt.eins.andere_einheit, name="Leitung B")
    browser = log_in(head)
    fall = reiche_ein(welt)
    drain()
    page = f"/amt/vorgang/{fall.vorgang_id}/"
    assert browser.get(page).status_code == 404
    with mandant_scope(1):
        PersonRolle.objects.filter(person_id=head.id).update(mit_untergeordneten=True)
    assert browser.get(page).status_code == 404
    below = {"_tun": "aendern", "name": "Amt A", "kurz": "", "eltern": str(welt.eins.andere_einheit)}
    assert admin.post(f"/amt/verwaltung/einheiten/{welt.eins.einheit}/", below).status_code == 302
    assert browser.get(page).status_code == 200
    assert fall.vorgangsnummer in text(browser.get("/amt/"))
    actor = actor_of_login(User.objects.get(username=f"pruefung-{head.id}"))
    assert actor is not None
    assert {z.organisationseinheit_id for z in actor.rollen} == {welt.eins.einheit, welt.eins.andere_einheit}


def test_own_settings_absence_and_password(welt):
    actor = welt.eins.sachbearbeitung
    client = log_in(actor)
    away = {"_tun": "abwesenheit", "von": "1.12.2030", "bis": "5.12.2030", "vertretung": str(welt.eins.poststelle.id)}
    shown = text(client.post("/amt/einstellungen/", away, follow=True))
    assert "01.12.2030 bis 05.12.2030, Vertretung: Person B 1" in shown
    assert client.post("/amt/einstellungen/", away).status_code == 409
    assert client.post("/amt/einstellungen/", {**away, "bis": "30.11.2030"}).status_code == 422
    other = {**away, "von": "1.1.2031", "bis": "2.1.2031", "vertretung": str(welt.zwei.sachbearbeitung.id)}
    assert client.post("/amt/einstellungen/", other).status_code == 422
    with mandant_scope(1):
        row = Abwesenheit.objects.get()
    client.post("/amt/einstellungen/", {"_tun": "abwesenheit_loeschen", "abwesenheit_id": str(row.id)})
    with mandant_scope(1):
        assert not Abwesenheit.objects.exists()
    login = User.objects.get(username=f"pruefung-{actor.id}")
    login.set_password("bisher-war-es-dieses")
    login.save()
    client.force_login(login)
    form = {"_tun": "passwort", "alt": "falsch", "passwort": "und-jetzt-ist-es-das"}
    assert client.post("/amt/einstellungen/", form).status_code == 422
    assert client.post("/amt/einstellungen/", {**form, "alt": "bisher-war-es-dieses"}).status_code == 302
    assert client.get("/amt/einstellungen/").status_code == 200
    assert authenticate(username=login.username, password="und-jetzt-ist-es-das") is not None


def test_a_practice_login_opens_the_twin_only(welt, admin):
    assert "Kein Übungsmandant" in text(admin.get("/amt/verwaltung/uebung/"))
    Mandant.objects.create(id=8, land_id=1, kurz="uebung-1", name="Übungsstadt 1", art="stadt", uebung_von_id=1)
    assert admin.post("/amt/verwaltung/uebung/", {"stunden": "99"}).status_code == 422
    answer = admin.post("/amt/verwaltung/uebung/", {"stunden": "2"})
    benutzername = re.findall(r"<code>(.*?)</code>", answer.content.decode())[0]
    actor = actor_of_login(User.objects.get(username=benutzername))
    assert actor is not None
    assert actor.mandant_id == 8


@pytest.mark.parametrize("door", VERWALTUNG, ids=lambda door: door.name)
def test_administration_is_not_there_for_others(welt, door):
    for rolle in (Rolle.USER, Rolle.POSTSTELLE, Rolle.LOESCHEN, Rolle.ANSPRECHPARTNER, Rolle.DATENSCHUTZ):
        assert log_in(somebody(1, rolle)).get(f"/amt/{door.route}").status_code == 404, rolle


@pytest.mark.parametrize(
    ("rolle", "start"),
    [
        (Rolle.USER, "/amt/"),
        (Rolle.FACHADMIN, "/amt/verwaltung/"),
        (Rolle.DATENSCHUTZ, "/amt/verwaltung/lesezugriffe/"),
        (Rolle.DATENBEAUFTRAGUNG, "/amt/zahlen/"),
    ],
)
def test_everybody_begins_at_what_he_is_here_for(welt, rolle, start):
    form = {"login": benutzername(somebody(1, rolle)), "password": PASSWORT}
    answer = Client().post("/amt/anmelden/", form)
    assert answer.headers["Location"] == start


FAELLE = ["/amt/", "/amt/quarantaene/", "/amt/uebergaben/", "/amt/zahlen/"]


@pytest.mark.parametrize(
    ("rolle", "shown"),
    [
        (Rolle.USER, [*FAELLE, "/amt/erfassen/", "/amt/zuarbeit/"]),
        (Rolle.ANSPRECHPARTNER, FAELLE),
        (Rolle.FACHADMIN, ["/amt/uebergaben/", "/amt/verwaltung/"]),
        (Rolle.DATENSCHUTZ, ["/amt/verwaltung/lesezugriffe/"]),
        (Rolle.DATENBEAUFTRAGUNG, ["/amt/zahlen/"]),
    ],
)
def test_the_navigation_leads_nowhere_empty(welt, rolle, shown):
    """Nobody is shown an entry behind which there is nothing for him, and every entry shown can be opened."""
    client = log_in(somebody(1, rolle))
    page = client.get("/amt/einstellungen/").content.decode()
    (bar,) = re.findall(r"<nav[^>]*ozg-nav.*?</nav>", page, re.DOTALL)
    assert set(re.findall(r'href="([^"]+)"', bar)) == {*shown, "/amt/einstellungen/"}
    assert {client.get(address).status_code for address in shown} == {200}


def test_foreign_people_units_and_rollen_do_not_exist(welt, admin):
    foreign = welt.zwei.sachbearbeitung
    for address in (f"personen/{foreign.id}/", f"einheiten/{welt.zwei.einheit}/", f"personen/{new_id()}/"):
        assert admin.get(f"/amt/verwaltung/{address}").status_code == 404
        assert admin.post(f"/amt/verwaltung/{address}", {"_tun": "schalten"}).status_code == 404
    form = {**PERSON, "rolle": Rolle.USER.value, "organisationseinheit": str(welt.zwei.einheit)}
    assert admin.post("/amt/verwaltung/personen/neu/", form).status_code == 404
    assert not User.objects.filter(username="inken.clausen").exists()


def test_who_only_reads_reads(welt):
    fall = reiche_ein(welt)
    drain()
    guide = Actor(ActorKind.PERSON, somebody(1, Rolle.USER).id, 1, frozenset({Rollenzuweisung(Rolle.ANSPRECHPARTNER)}))
    client = log_in(guide)
    page = f"/amt/vorgang/{fall.vorgang_id}/"
    assert client.get(page).status_code == 200
    for step in ("annehmen", "verwerfen", "weiterleiten"):
        assert client.post(f"{page}schritt/{step}/", {"begruendung": "Nein."}).status_code in (302, 403)
    with mandant_scope(1):
        assert Vorgang.objects.get(id=fall.vorgang_id).status == Status.NEU.value
    assert client.post(f"{page}notizen/", {"text": "Hallo"}).status_code == 403
    assert client.post(f"{page}zuweisen/", {"person": ""}).status_code == 403

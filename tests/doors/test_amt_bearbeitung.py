"""The forms beside a case by HTTP: what they do, what they say, and two clerks at once."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bearbeitung.arbeit import lege_an
from doors.amt_zugang import adresse, log_in, somebody, text, toasts
from gang import entschieden, in_bearbeitung, reiche_ein
from lauf import drain
from ozgcloud.bearbeitung.queries import load_arbeit
from ozgcloud.core.actor import Rolle
from ozgcloud.core.clock import now, today
from ozgcloud.core.eingabe import example_day
from ozgcloud.core.models import Datei, ScanStatus
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.mandant.models import Abwesenheit, Organisationseinheit, Person
from ozgcloud.onlinedienst.models import Onlinedienst
from welt import LEISTUNG

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


@pytest.fixture
def fall(welt):
    return in_bearbeitung(welt)


@pytest.fixture
def client(fall):
    return log_in(fall.user)


def versions(page) -> set[str]:
    return set(re.findall(r'name="version" value="(\d+)"', page.content.decode()))


def test_days_and_points_by_form(client, fall):
    for weg, felder, satz in (
        ("wiedervorlage/", {"betreff": "Anruf", "faellig": example_day(today())}, "Die Wiedervorlage ist gespeichert."),
        ("frist/", {"art": "anhoerung", "ende": example_day(today())}, "Die Frist ist gespeichert."),
        ("checkliste/", {"punkt": "Lageplan prüfen"}, "Der Punkt steht auf der Checkliste."),
        ("merkmale/", {"prioritaet": "2", "schlagworte": "Presse"}, "Priorität und Schlagworte sind gespeichert."),
    ):
        assert toasts(client.post(adresse(fall, weg), felder, follow=True)) == [satz]
    page = text(client.get(adresse(fall)))
    for words in ("Anruf", "§ 28 VwVfG", "Lageplan prüfen", "Eilig", "Presse", "0 von 1 erledigt"):
        assert words in page


def test_what_was_typed_wrongly_comes_back(client, fall):
    response = client.post(adresse(fall, "wiedervorlage/"), {"betreff": "Ein guter Grund", "faellig": "31.02.2027"})
    assert response.status_code == 422
    assert "Bitte geben Sie ein Datum ein" in text(response)
    assert 'value="Ein guter Grund"' in response.content.decode()
    assert 'href="#wiedervorlage_faellig"' in response.content.decode()


def test_done_is_done(client, fall):
    made = lege_an(fall)
    for weg in (
        f"wiedervorlage/{made.wiedervorlage_id}/erledigt/",
        f"frist/{made.frist_id}/erledigt/",
    ):
        assert "erledigt" in toasts(client.post(adresse(fall, weg), follow=True))[0]
        assert "schon erledigt" in toasts(client.post(adresse(fall, weg), follow=True))[0]
    client.post(adresse(fall, f"checkliste/{made.punkt_id}/"), {"erledigt": "1"})
    assert "1 von 1 erledigt" in text(client.get(adresse(fall)))


def test_the_later_clerk_is_told_who_changed_what_and_can_repeat(welt, client, fall):
    kollegin = somebody(fall.verwaltung.id, Rolle.USER, fall.verwaltung.einheit, "Kim Kollegin")
    (seen,) = versions(client.get(adresse(fall)))
    andere = log_in(kollegin)
    andere.get(adresse(fall))
    andere.post(adresse(fall, "merkmale/"), {"prioritaet": "2", "schlagworte": "", "version": seen})
    refused = client.post(adresse(fall, "zuweisen/"), {"person": fall.user.id, "version": seen})
    assert refused.status_code == 409
    page = text(refused)
    for words in ("Inzwischen geändert", "Kim Kollegin", "Der Vorgang ist jetzt eilig.", "trotzdem speichern"):
        assert words in page
    (now,) = versions(refused)
    assert now != seen
    assert toasts(client.post(adresse(fall, "zuweisen/"), {"person": fall.user.id, "version": now}, follow=True)) == [
        "Der Vorgang ist zugewiesen."
    ]


@pytest.mark.parametrize("weg", ["schritt/zum-loeschen-markieren/", "weitergeben/", "beenden/ohne-bescheid/"])
def test_no_form_overwrites_silently(client, fall, weg):
    lege_an(fall)
    felder = {"version": "1", "begruendung": "Aus gutem Grund.", "einheit": str(fall.verwaltung.andere_einheit)}
    response = client.post(adresse(fall, weg), felder)
    assert response.status_code in (302, 409)
    assert fall.vorgang().status == "In Bearbeitung"
    assert fall.vorgang().organisationseinheit_id == fall.verwaltung.einheit


def test_a_decision_on_a_case_that_has_moved_on_is_shown_first_what_changed(client, fall):
    (seen,) = versions(client.get(adresse(fall, "schritt/bescheiden/")))
    lege_an(fall)
    felder = {"ergebnis": "abgelehnt", "begruendung": "Es fehlt der Nachweis.", "version": seen}
    refused = client.post(adresse(fall, "schritt/bescheiden/"), felder)
    assert (refused.status_code, fall.vorgang().status) == (409, "In Bearbeitung")
    for words in ("Inzwischen geändert", "Es fehlt der Nachweis.", "abgelehnt"):
        assert words in text(refused)
    (now,) = versions(refused)
    client.post(adresse(fall, "schritt/bescheiden/"), {**felder, "version": now})
    assert fall.vorgang().status == "Beschieden"


@pytest.mark.parametrize("weg", ["klaerung/verwerfen/", "klaerung/abgeben/"])
def test_nobody_gives_away_unseen_what_has_moved_on(welt, weg):
    neu = reiche_ein(welt)
    client = log_in(neu.user)
    (seen,) = versions(client.get(adresse(neu, weg)))
    lege_an(neu)
    (stelle,) = re.findall(r'<option value="([^"]+)"', client.get(adresse(neu, weg)).content.decode())[:1] or [""]
    felder = {"begruendung": "Das gehört nicht hierher.", "stelle": stelle, "version": seen}
    refused = client.post(adresse(neu, weg), felder)
    assert (refused.status_code, neu.vorgang().status) == (409, "Neu")
    assert "Inzwischen geändert" in text(refused)


def test_passing_on_leads_to_the_list_when_it_is_gone(client, fall):
    assert "Amt B" in text(client.get(adresse(fall, "weitergeben/")))
    felder = {"einheit": str(fall.verwaltung.andere_einheit), "begruendung": "Dort zuständig."}
    response = client.post(adresse(fall, "weitergeben/"), felder)
    assert response.headers["Location"] == "/amt/"
    assert client.get(adresse(fall)).status_code == 404


def test_ending_says_until_when_it_can_be_undone(client, fall):
    Onlinedienst.objects.update(haltezeit_minuten=10)
    empty = client.post(adresse(fall, "beenden/zurueckgezogen/"), {"begruendung": " "})
    assert empty.status_code == 422
    client.post(adresse(fall, "beenden/zurueckgezogen/"), {"begruendung": "Anruf vom 22.11."})
    page = client.get(adresse(fall))
    assert re.search(r"Bis \d\d:\d\d Uhr können Sie das rückgängig machen", text(page))
    assert toasts(client.post(adresse(fall, "rueckgaengig/"), follow=True))[0].startswith("Rückgängig gemacht")
    assert fall.vorgang().status == "In Bearbeitung"


def test_discarding_asks_for_a_reason_everywhere(welt):
    neu = reiche_ein(welt)
    client = log_in(neu.user)
    assert "Begründung" in text(client.get(adresse(neu, "schritt/verwerfen/")))
    assert client.post(adresse(neu, "schritt/verwerfen/")).status_code == 422
    assert neu.vorgang().status == "Neu"
    client.post(adresse(neu, "schritt/verwerfen/"), {"begruendung": "Das ist kein Antrag."})
    assert neu.vorgang().status == "Verworfen"


def test_closing_what_nobody_has_decided_asks_for_a_reason_everywhere(client, fall):
    for weg in ("schritt/abschliessen/", "beenden/ohne-bescheid/"):
        assert "Begründung" in text(client.get(adresse(fall, weg), follow=True))
        assert client.post(adresse(fall, weg)).status_code == 422
    assert fall.vorgang().status == "In Bearbeitung"
    client.post(adresse(fall, "schritt/abschliessen/"), {"begruendung": "Der Anlass ist weggefallen."})
    assert "Der Anlass ist weggefallen." in text(client.get(adresse(fall)))
    assert fall.vorgang().status == "Abgeschlossen"


def test_words_and_urgency_are_saved_together_or_not_at_all(client, fall):
    answer = client.post(adresse(fall, "merkmale/"), {"prioritaet": "9", "schlagworte": "Presse"})
    assert answer.status_code == 422
    assert "Diese Priorität gibt es nicht" in text(answer) or "Bitte wählen Sie aus der Liste." in text(answer)
    assert fall.vorgang().schlagworte == []


def test_a_word_too_long_leaves_the_urgency_chosen(client, fall):
    answer = client.post(adresse(fall, "merkmale/"), {"prioritaet": "2", "schlagworte": "x" * 300})
    assert answer.status_code == 422
    assert '<option value="2" selected>' in answer.content.decode()


def test_a_reason_to_wait_needs_a_day(client, fall):
    answer = client.post(adresse(fall, "schritt/zurueckstellen/"), {"grund": "Urlaub"})
    assert answer.status_code == 422
    assert "Nennen Sie auch einen Tag" in text(answer)
    assert fall.vorgang().status == "In Bearbeitung"


def test_taking_it_up_again_ends_the_waiting_and_nothing_else(client, fall):
    lege_an(fall)
    before = [one.id for one in load_arbeit(fall.user, fall.vorgang_id).wiedervorlagen]
    tag = today() + timedelta(days=3)
    client.post(adresse(fall, "schritt/zurueckstellen/"), {"bis": tag.isoformat(), "grund": "Urlaub"})
    assert f"Zurückgestellt bis {tag:%d.%m.%Y}" in text(client.get(adresse(fall)))
    client.post(adresse(fall, "schritt/bearbeiten/"))
    rows = load_arbeit(fall.user, fall.vorgang_id).wiedervorlagen
    assert [one.id for one in rows if one.erledigt_am is None] == before
    assert "Zurückgestellt bis" not in text(client.get(adresse(fall))).split("Historie")[0]


def test_the_group_that_has_a_case_stays_the_chosen_one_when_it_is_closed(client, fall):
    gruppe = f"gruppe:{fall.verwaltung.andere_einheit}"
    client.post(adresse(fall, "zuweisen/"), {"person": gruppe})
    with mandant_scope(1):
        Organisationseinheit.objects.filter(id=fall.verwaltung.andere_einheit).update(geschlossen_am=today())
    assert f'value="{gruppe}" selected' in client.get(adresse(fall)).content.decode()


def test_nobody_gets_a_case_who_would_not_see_it(client, fall):
    gegangen = somebody(1, Rolle.USER, fall.verwaltung.einheit, "Gerd Gegangen")
    with mandant_scope(1):
        Person.objects.filter(id=gegangen.person_id).update(aktiv_bis=now())
        Organisationseinheit.objects.filter(id=fall.verwaltung.andere_einheit).update(geschlossen_am=today())
    zu = str(fall.verwaltung.andere_einheit)
    assert zu not in client.get(adresse(fall, "weitergeben/")).content.decode()
    for weg, felder in (
        ("zuweisen/", {"person": gegangen.id}),
        ("zuweisen/", {"person": f"gruppe:{zu}"}),
        ("weitergeben/", {"einheit": zu, "begruendung": "Dorthin."}),
    ):
        assert client.post(adresse(fall, weg), felder).status_code == 422
    assert fall.vorgang().zugewiesen_an == fall.user.person_id


def test_a_note_keeps_its_kind_and_files(client, fall):
    felder = {"text": "Angerufen", "art": "telefonat", "schluessel": "n"}
    bild = SimpleUploadedFile("skizze.png", PNG, "image/png")
    assert client.post(adresse(fall, "notizen/"), {**felder, "dateien": bild}).status_code == 302
    page = client.get(adresse(fall))
    assert "Telefonat" in text(page)
    (datei,) = load_arbeit(fall.user, fall.vorgang_id).notizdateien
    assert f"datei/{datei.datei_id}/vorschau/" in page.content.decode()
    shown = client.get(adresse(fall, f"datei/{datei.datei_id}/vorschau/"))
    assert shown.content == PNG
    bad = SimpleUploadedFile("skizze.png", b"MZ\x90\x00", "image/png")
    refused = client.post(adresse(fall, "notizen/"), {"text": "Noch eine", "dateien": bad})
    assert refused.status_code == 422
    assert "Noch eine" in text(refused)


def test_previews_are_framed_by_us_alone_and_run_nothing(client, fall):
    drain()
    page = client.get(adresse(fall))
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    anlage = list_anlagen(fall.user, fall.vorgang_id)[0]
    shown = client.get(adresse(fall, f"datei/{anlage.datei_id}/vorschau/"))
    assert shown.status_code == 200
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert shown.headers["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize("scan", [ScanStatus.BEFUND])
def test_a_locked_file_is_neither_linked_nor_shown(client, fall, scan):
    anlage = list_anlagen(fall.user, fall.vorgang_id)[0]
    with mandant_scope(fall.verwaltung.id):
        Datei.objects.filter(id=anlage.datei_id).update(scan=scan)
    assert f"datei/{anlage.datei_id}" not in client.get(adresse(fall)).content.decode()
    assert client.get(adresse(fall, f"datei/{anlage.datei_id}/vorschau/")).status_code == 409


def test_absence_offers_the_vertretung(client, fall):
    vertretung = somebody(fall.verwaltung.id, Rolle.USER, fall.verwaltung.einheit, "Vera Vertretung")
    with mandant_scope(1):
        Abwesenheit.objects.create(
            mandant_id=1, person_id=fall.user.person_id, vertretung_id=vertretung.person_id, von=today(), bis=today()
        )
    page = text(client.get(adresse(fall)))
    assert "Person A 1 ist abwesend" in page
    assert "Die Vertretung hat Vera Vertretung." in page


def test_cases_that_may_be_the_same_are_named(welt):
    frueher, spaeter = reiche_ein(welt), reiche_ein(welt)
    drain()
    page = text(log_in(frueher.user).get(adresse(spaeter)))
    assert frueher.vorgangsnummer in page
    assert "vielleicht doppelt" in page


def test_templates_are_for_the_fachadministration(welt, fall, client):
    assert client.get(f"/amt/vorlagen/{LEISTUNG}/").status_code == 404
    admin = log_in(somebody(1, Rolle.FACHADMIN))
    assert "Prüfleistung" in text(admin.get("/amt/vorlagen/"))
    felder = {
        "punkte": "A\nB",
        "genehmigungsfiktion_zahl": "3",
        "genehmigungsfiktion_einheit": "monate",
        "version": "0",
    }
    assert admin.post(f"/amt/vorlagen/{LEISTUNG}/", felder).status_code == 302
    assert "2 Punkte" in text(admin.get("/amt/vorlagen/"))
    assert admin.post(f"/amt/vorlagen/{LEISTUNG}/", felder).status_code == 409
    bad = admin.post(f"/amt/vorlagen/{LEISTUNG}/", {**felder, "genehmigungsfiktion_zahl": "0", "version": "1"})
    assert bad.status_code == 422


def test_decided_cases_offer_no_endings(welt):
    fertig = entschieden(welt)
    client = log_in(fertig.user)
    assert client.get(adresse(fertig, "beenden/zurueckgezogen/")).status_code == 302
    assert client.post(adresse(fertig, "beenden/zurueckgezogen/"), {"begruendung": "Zu spät."}).status_code == 302
    client.post(adresse(fertig, "beenden/ohne-bescheid/"), {"begruendung": "Am Bescheid vorbei."})
    assert fertig.vorgang().status == "Beschieden"


def test_who_names_the_younger_case_as_the_leading_one_is_led_the_other_way_with_every_word(welt):
    fall, juenger = in_bearbeitung(welt), in_bearbeitung(welt, seed=2)
    client = log_in(fall.user)
    typed = {"fuehrend": juenger.vorgangsnummer, "begruendung": "Zweimal dasselbe."}
    page = client.post(adresse(fall, "beenden/dublette/"), typed)
    assert page.status_code == 422
    assert "Der genannte Vorgang ist jünger." in text(page)
    assert "Zweimal dasselbe.</textarea>" in page.content.decode()
    other = page.content.decode().split(f'action="{adresse(juenger, "beenden/dublette/")}"')[1].split("</form>")[0]
    fields = dict(re.findall(r'name="(version|fuehrend|begruendung)" value="([^"]*)"', other))
    assert client.post(adresse(juenger, "beenden/dublette/"), fields).status_code == 302
    assert (fall.vorgang().status, juenger.vorgang().status) == ("In Bearbeitung", "Abgeschlossen")

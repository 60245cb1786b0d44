"""The Bescheid by HTTP: draft, texts, preview, issuing with hold, taking back; nothing typed is lost."""

from datetime import timedelta

import pytest

from doors.amt_zugang import adresse, log_in, steps, text, toasts
from gang import entschieden, in_bearbeitung
from lauf import drain
from ozgcloud.core import clock
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.vorgang.rules import Ergebnis

TEXTE = {"tenor": "Es ist so.", "begruendung": "Weil es so ist.", "nebenbestimmungen": "", "gebuehr": ""}


@pytest.fixture
def gehalten(welt):
    """Online-Dienste hold an issued Bescheid for ten minutes."""
    Onlinedienst.objects.filter(id=welt.onlinedienst_id).update(haltezeit_minuten=10)
    return welt


def blatt(fall, teil: str = "") -> str:
    return adresse(fall, f"bescheid/{fall.bescheid().id}/{teil}")


def test_page_waits_for_the_draft(welt):
    fall = entschieden(welt, laufe=False)
    client = log_in(fall.user)
    page = client.get(adresse(fall, "bescheid/"), follow=True)
    assert "Der Entwurf wird angelegt" in text(page)
    assert "Seite neu laden" in text(page)
    stand = adresse(fall, "bescheid/stand/?war=wartet")
    assert client.get(stand).status_code == 204
    drain()
    assert 'id="teil-bescheid"' in client.get(stand).content.decode()
    assert "Entwurf des Bescheids" in text(client.get(adresse(fall, "bescheid/"), follow=True))


def test_without_decision_the_page_says_what_to_do(welt):
    fall = in_bearbeitung(welt)
    assert "Entscheiden Sie über den Antrag" in text(log_in(fall.user).get(adresse(fall, "bescheid/"), follow=True))


def test_texts_are_saved_or_come_back(welt):
    fall = entschieden(welt, ergebnis=Ergebnis.ABGELEHNT)
    client = log_in(fall.user)
    assert toasts(client.post(blatt(fall), TEXTE, follow=True)) == ["Der Entwurf ist gespeichert."]
    assert fall.bescheid().begruendung == "Weil es so ist."
    refused = client.post(blatt(fall), {**TEXTE, "begruendung": "", "gebuehr": "Behalte mich"})
    assert refused.status_code == 422
    assert "Nennen Sie die tragenden Gründe" in text(refused)
    assert "Behalte mich" in refused.content.decode()
    assert fall.bescheid().begruendung == "Weil es so ist."


def test_preview_is_the_letter_as_typed(welt):
    fall = entschieden(welt)
    client = log_in(fall.user)
    pdf = client.post(blatt(fall), {**TEXTE, "_weiter": "vorschau"}, follow=True)
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.headers["Content-Disposition"].startswith("inline")
    assert pdf.content.startswith(b"%PDF-")
    assert fall.bescheid().status == "Entwurf"


def test_issue_holds_and_can_be_taken_back(gehalten):
    fall = entschieden(gehalten)
    client = log_in(fall.user)
    assert "10 Minuten Bedenkzeit" in text(client.get(adresse(fall, "bescheid/"), follow=True))
    page = client.post(blatt(fall, "erlassen/"), TEXTE, follow=True)
    assert toasts(page) == ["Der Bescheid ist erlassen."]
    assert "Rückgängig machen" in text(page)
    assert "noch 10 Minuten" in text(page)
    assert fall.bescheid().tenor == "Es ist so."
    assert steps(page) == set(), "a case is neither closed nor reopened while its Bescheid is held"
    drain()
    assert fall.bescheid().status == "Erlassen"
    back = client.post(blatt(fall, "zuruecknehmen/"), follow=True)
    assert "Er wurde nicht bereitgestellt." in toasts(back)[0]
    assert fall.bescheid().status == "Entwurf"
    assert "schon zurückgenommen" in toasts(client.post(blatt(fall, "zuruecknehmen/"), follow=True))[0]


def test_after_the_hold_nothing_can_be_taken_back(gehalten):
    fall = entschieden(gehalten)
    client = log_in(fall.user)
    client.post(blatt(fall, "erlassen/"), TEXTE)
    with clock.moved_by(timedelta(minutes=11)):
        page = client.post(blatt(fall, "zuruecknehmen/"), follow=True)
    assert "Frist zum Zurücknehmen ist abgelaufen" in toasts(page)[-1]
    assert fall.bescheid().status == "Erlassen"


def test_without_hold_it_is_delivered_and_the_case_can_close(welt):
    fall = entschieden(welt)
    client = log_in(fall.user)
    assert "Der Bescheid wird sofort bereitgestellt" in text(client.get(adresse(fall, "bescheid/"), follow=True))
    issued = client.post(blatt(fall, "erlassen/"), TEXTE, follow=True)
    assert "Rückgängig machen" not in text(issued)
    drain()
    page = client.get(adresse(fall, "bescheid/"), follow=True)
    assert "Der Bescheid ist bereitgestellt" in text(page)
    assert "abschliessen" in steps(page)
    pdf = client.get(adresse(fall, f"datei/{fall.bescheid().datei_id}/"))
    assert pdf.headers["Content-Disposition"].startswith("attachment")
    assert "noch nicht abgerufen" in text(client.get(adresse(fall, "dateien/"), follow=True))


def test_second_click_issues_once(gehalten):
    fall = entschieden(gehalten)
    client = log_in(fall.user)
    client.post(blatt(fall, "erlassen/"), TEXTE)
    page = client.post(blatt(fall, "erlassen/"), TEXTE, follow=True)
    assert page.status_code == 200
    assert "schon den Status „Erlassen“" in toasts(page)[-1]
    assert fall.bescheid().erlass == 1


def test_text_typed_too_late_is_shown_again(gehalten):
    fall = entschieden(gehalten)
    client = log_in(fall.user)
    client.post(blatt(fall, "erlassen/"), TEXTE)
    late = client.post(blatt(fall), {**TEXTE, "tenor": "Ein besserer Satz."})
    assert late.status_code == 409
    assert "Ihr Text ist nicht gespeichert" in text(late)
    assert "Ein besserer Satz." in text(late)
    assert fall.bescheid().tenor == "Es ist so."


def test_draft_of_an_earlier_decision_is_not_issued(welt):
    fall = entschieden(welt)
    client = log_in(fall.user)
    first = blatt(fall, "erlassen/")
    client.post(adresse(fall, "schritt/wiedereroeffnen/"))
    assert "früheren Entscheidung" in toasts(client.post(first, TEXTE, follow=True))[-1]
    client.post(adresse(fall, "schritt/bescheiden/"), {"ergebnis": "abgelehnt", "begruendung": "Neue Gründe jetzt."})
    drain()
    page = client.get(adresse(fall, "bescheid/"), follow=True)
    assert "Frühere Bescheide" in text(page)
    assert first not in page.content.decode()


def test_bescheid_of_another_case_is_not_found(welt):
    fall, fremd = entschieden(welt), entschieden(welt, nummer=2)
    client = log_in(fall.user)
    for teil in ("vorschau/",):
        assert client.get(adresse(fall, f"bescheid/{fremd.bescheid().id}/{teil}")).status_code == 404
    for teil in ("", "erlassen/", "zuruecknehmen/"):
        assert client.post(adresse(fall, f"bescheid/{fremd.bescheid().id}/{teil}"), TEXTE).status_code == 404
    assert fremd.bescheid().status == "Entwurf"

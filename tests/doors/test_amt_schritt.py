"""Steps by HTTP: only possible ones are offered, stale and double ones say what happened, everything has a way back."""

import re

import pytest

from doors.amt_zugang import adresse, log_in, somebody, steps, text, toasts
from gang import entschieden, in_bearbeitung, reiche_ein
from lauf import drain
from ozgcloud.core.actor import Rolle
from ozgcloud.core.clock import today
from ozgcloud.core.eingabe import example_day
from ozgcloud.vorgang.queries import latest_entscheidung
from ozgcloud.vorgang.rules import Schritt

WEG = (
    ("annehmen", "Angenommen", {"bearbeiten"}),
    ("bearbeiten", "In Bearbeitung", {"zurueckstellen", "bescheiden"}),
    ("zurueckstellen", "Angenommen", {"bearbeiten"}),
    ("bearbeiten", "In Bearbeitung", {"zurueckstellen", "bescheiden"}),
    ("abschliessen", "Abgeschlossen", {"wiedereroeffnen", "zum-loeschen-markieren"}),
    ("wiedereroeffnen", "In Bearbeitung", {"zurueckstellen", "bescheiden"}),
    ("abschliessen", "Abgeschlossen", {"wiedereroeffnen", "zum-loeschen-markieren"}),
    ("zum-loeschen-markieren", "Zu löschen", {"loeschmarkierung-aufheben"}),
    ("loeschmarkierung-aufheben", "Abgeschlossen", {"wiedereroeffnen", "zum-loeschen-markieren"}),
)


def take(client, fall, schritt):
    felder = {"begruendung": "Das hat sich erledigt."} if schritt in ("verwerfen", "abschliessen") else {}
    return client.post(adresse(fall, f"schritt/{schritt}/"), felder, follow=True)


@pytest.mark.parametrize(
    ("weg", "saetze"),
    [
        (
            "weitergeben/",
            (
                "Organisationseinheit: Bitte wählen Sie eine andere Organisationseinheit.",
                "Begründung: Dieses Feld darf nicht leer sein.",
            ),
        ),
        (
            "beenden/dublette/",
            (
                "Vorgangsnummer des anderen Vorgangs: Bitte prüfen Sie die Vorgangsnummer.",
                "Begründung: Dieses Feld darf nicht leer sein.",
            ),
        ),
        (
            "zuarbeit/neu/",
            ("Stelle: ", "Frage: ", f"Antwort erbeten bis: .* zum Beispiel {re.escape(example_day(today()))}"),
        ),
        ("schritt/zurueckstellen/", (re.escape(f"Zum Beispiel {example_day(today())}."),)),
    ],
)
def test_an_empty_form_names_all_that_is_missing_and_an_example_that_would_do(welt, weg, saetze):
    fall = in_bearbeitung(welt)
    page = log_in(fall.user).post(adresse(fall, weg), {"bis": "gestern", "schritt": "vorschau"})
    assert (page.status_code, fall.vorgang().status) == (422, "In Bearbeitung")
    assert re.search(".*".join(saetze), text(page), re.DOTALL)


def test_a_case_walks_the_status_table(welt):
    fall = reiche_ein(welt)
    client = log_in(fall.user)
    assert steps(client.get(adresse(fall))) == {"annehmen", "verwerfen"}
    for schritt, status, offered in WEG:
        page = take(client, fall, schritt)
        assert fall.vorgang().status == status
        assert len(toasts(page)) == 1
        assert steps(page) - undo_of(page) == offered, schritt


def undo_of(page) -> set[str]:
    """The step behind „Rückgängig machen“."""
    body = page.content.decode().split("Rückgängig machen")[0]
    return (
        set() if body == page.content.decode() else {body.split("/schritt/")[-1].split("/")[0]} - offered_in_head(page)
    )


def offered_in_head(page) -> set[str]:
    return steps(type(page)(page.content.decode().split("ozg-case-header__actions")[1].split("ozg-tabs")[0]))


def test_discarding_is_asked_first_and_can_be_taken_back(welt):
    fall = reiche_ein(welt)
    client = log_in(welt.eins.poststelle)
    question = client.get(adresse(fall, "schritt/verwerfen/"))
    assert "Antrag verwerfen" in text(question)
    assert fall.vorgang().status == "Neu"
    page = take(client, fall, "verwerfen")
    assert toasts(page)[0].startswith("Der Antrag ist verworfen.")
    assert f'action="{adresse(fall, "schritt/zurueckholen/")}"' in page.content.decode()
    take(client, fall, "zurueckholen")
    assert fall.vorgang().status == "Neu"


def test_mark_of_a_discarded_case_goes_back_to_discarded(welt):
    fall = reiche_ein(welt)
    client = log_in(fall.user)
    for schritt in ("verwerfen", "zum-loeschen-markieren", "loeschmarkierung-aufheben"):
        take(client, fall, schritt)
    assert fall.vorgang().status == "Verworfen"


def test_loeschen_may_take_the_mark_off_and_nothing_else(welt):
    fall = reiche_ein(welt)
    take(log_in(fall.user), fall, "verwerfen")
    take(log_in(fall.user), fall, "zum-loeschen-markieren")
    client = log_in(somebody(1, Rolle.LOESCHEN, welt.eins.einheit))
    assert steps(client.get(adresse(fall))) == {"loeschmarkierung-aufheben"}
    take(client, fall, "loeschmarkierung-aufheben")
    assert fall.vorgang().status == "Verworfen"
    assert client.post(adresse(fall, "schritt/zurueckholen/")).status_code == 403


@pytest.mark.parametrize("schritt", ["annehmen", "verwerfen"])
def test_second_click_changes_nothing_and_says_so(welt, schritt):
    fall = reiche_ein(welt)
    client = log_in(fall.user)
    take(client, fall, schritt)
    before = fall.vorgang().version
    page = take(client, fall, schritt)
    assert "dieser Schritt ist von dort nicht möglich" in toasts(page)[0]
    assert fall.vorgang().version == before


@pytest.mark.parametrize("schritt", [schritt.value for schritt in Schritt])
def test_looking_at_a_step_changes_nothing(welt, schritt):
    fall = reiche_ein(welt)
    response = log_in(fall.user).get(adresse(fall, f"schritt/{schritt}/"))
    assert response.status_code in (200, 302)
    assert fall.vorgang().status == "Neu"


def test_unknown_step_is_not_found(welt):
    fall = reiche_ein(welt)
    assert log_in(fall.user).post(adresse(fall, "schritt/fliegen/")).status_code == 404


@pytest.mark.parametrize(
    ("ergebnis", "begruendung", "satz"),
    [
        ("", "Die Gründe.", "Bitte wählen Sie, wie Sie entscheiden."),
        ("vielleicht", "Die Gründe.", "Bitte wählen Sie, wie Sie entscheiden."),
        ("abgelehnt", "", "Nennen Sie die tragenden Gründe"),
        ("abgelehnt", "x" * 20_001, "Höchstens 20000 Zeichen"),
    ],
)
def test_decision_with_errors_keeps_everything(welt, ergebnis, begruendung, satz):
    fall = in_bearbeitung(welt)
    response = log_in(fall.user).post(
        adresse(fall, "schritt/bescheiden/"), {"ergebnis": ergebnis, "begruendung": begruendung}
    )
    assert response.status_code == 422
    assert satz in text(response)
    assert begruendung in response.content.decode()
    assert latest_entscheidung(fall.user, fall.vorgang_id) is None


def test_second_decision_shows_the_typed_text(welt):
    fall = entschieden(welt)
    response = log_in(fall.user).post(
        adresse(fall, "schritt/bescheiden/"), {"ergebnis": "abgelehnt", "begruendung": "Ganz andere Gründe."}
    )
    assert response.status_code == 409
    assert "Ihre Entscheidung ist nicht gespeichert" in text(response)
    assert "Ganz andere Gründe." in response.content.decode()


def test_decided_case_cannot_close_before_its_bescheid_is_out(welt):
    fall = entschieden(welt)
    client = log_in(fall.user)
    assert steps(client.get(adresse(fall))) == {"wiedereroeffnen"}
    assert "noch nicht bereitgestellt" in toasts(take(client, fall, "abschliessen"))[0]
    assert fall.vorgang().status == "Beschieden"


def test_closing_leads_to_the_receipt_of_the_akte(welt):
    fall = in_bearbeitung(welt)
    client = log_in(fall.user)
    take(client, fall, "abschliessen")
    drain()
    page = text(client.get(adresse(fall)))
    assert "Die Akte wurde am" in page
    assert "nicht gegen das Echtsystem" in page
    assert "Akte an die e-Akte übergeben" in text(client.get(adresse(fall, "uebergaben/"), follow=True))

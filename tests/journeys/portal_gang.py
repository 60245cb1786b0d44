"""A citizen in a real browser: fills the form of `doors.portal_welt` by its labels."""

from django.conf import settings
from playwright.sync_api import Page

from doors.portal_welt import PDF
from gang import Fall
from lauf import drain
from ozgcloud.bescheid.actions.issue_bescheid import issue_bescheid
from ozgcloud.eingang.rules import access_hash
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from ozgcloud.postfach.queries import find_zugang
from ozgcloud.vorgang.actions.decide_vorgang import decide_vorgang
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.rules import Ergebnis, Schritt
from welt import Welt

VERTRAG = {"name": "Kaufvertrag.pdf", "mimeType": "application/pdf", "buffer": PDF}


def weiter(page: Page) -> None:
    page.get_by_role("button", name="Speichern und weiter").last.click()


def beginne(page: Page) -> None:
    """From the start page to the first step."""
    page.goto("/")
    page.get_by_label("Leistung suchen").fill("Prüfleistung")
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name="Prüfleistung").click()
    page.get_by_label("Postleitzahl oder Ort").fill("24001")
    page.get_by_role("button", name="Ort suchen").click()
    page.get_by_role("button", name="Jetzt online beantragen").click()


def person(page: Page) -> None:
    for label, wert in (
        ("Vornamen", "Erika"),
        ("Familienname", "Gräfin von Öß"),
        ("Geburtsdatum", "3.5.1980"),
        ("Straße", "Markt"),
        ("Hausnummer", "1"),
        ("Postleitzahl", "24211"),
        ("Ort", "Preetz"),
    ):
        page.get_by_label(label, exact=True).fill(wert)


def hund(page: Page, nummer: int = 1, name: str = "Bello") -> None:
    gruppe = page.get_by_role("group", name=f"Hund {nummer}", exact=True)
    gruppe.get_by_label("Rufname").fill(name)
    gruppe.get_by_label("Rasse").select_option(label="Dackel")
    gruppe.get_by_role("group", name="Geschlecht").get_by_label("Wert w").check()


def zahlung(page: Page) -> None:
    page.get_by_label("Rechnung", exact=True).check()


def unterlagen(page: Page) -> None:
    page.get_by_label("Anzahl der Personen im Haushalt").fill("2")
    page.get_by_label("Bemerkung").fill("Der Hund heißt Bello.\nEr ist brav.")
    page.get_by_label("Kaufvertrag").set_input_files(VERTRAG)


def fuelle(page: Page) -> None:
    for teil in (person, hund, zahlung, unterlagen):
        teil(page)
        weiter(page)


def sende_ab(page: Page) -> tuple[str, str]:
    page.get_by_role("button", name="Antrag verbindlich absenden").click()
    codes = page.locator("dd .ozg-code")
    return codes.nth(0).inner_text(), codes.nth(1).inner_text()


def oeffne_status(page: Page, nummer: str, code: str) -> None:
    page.goto("/status/")
    page.get_by_label("Vorgangsnummer").fill(nummer)
    page.get_by_label("Zugangscode").fill(code)
    page.get_by_role("button", name="Antrag öffnen").click()


def bescheide(welt: Welt, nummer: str, code: str) -> None:
    """The other side of the counter: accept, ask, decide, issue."""
    zugang = find_zugang(access_hash(settings.SECRET_KEY, nummer, code))
    fall = Fall(welt.eins, zugang.vorgang_id, nummer, code)
    for schritt in (Schritt.ANNEHMEN, Schritt.BEARBEITEN):
        move_vorgang(fall.user, vorgang_id=fall.vorgang_id, schritt=schritt)
        drain()
    send_nachricht(fall.user, vorgang_id=fall.vorgang_id, betreff="Rückfrage", text="Bitte senden Sie uns ein Foto.")
    decide_vorgang(fall.user, vorgang_id=fall.vorgang_id, ergebnis=Ergebnis.BEWILLIGT, begruendung="")
    drain()
    issue_bescheid(fall.user, bescheid_id=fall.bescheid().id)
    drain()

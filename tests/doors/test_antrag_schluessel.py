"""`POST /antrag` with a key: Bearer, Basic, scopes, test clients; names from a file; the numbers operators see."""

import base64
import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from doors.amt_zugang import log_in
from doors.annahme_welt import PDF, Sendung, daten, feld, senden
from doors.test_leitstand_rollout import text
from maschinen import TWIN, maschine, uebungsmandant
from ozgcloud.core import clock
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.models import Eingang
from ozgcloud.onlinedienst.models import Formularabbildung
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe
from ozgcloud.schnittstelle.rules import Befugnis
from ozgcloud.vorgang.models import Vorgang

EINREICHEN = Befugnis.EINREICHEN
ORT = (feld("plz", "24001"), feld("ort", "Stadt 1"))


def sende(autorisierung: str, *items, **control):
    body = Sendung().teil("formData", daten(*(items or ORT), **control)).teil("attachment", PDF, datei="n.pdf").bytes()
    return senden(Client(), body, HTTP_AUTHORIZATION=autorisierung)


def bearer(bot) -> str:
    return f"Bearer {bot.schluessel.text}"


def basic(bot) -> str:
    """As a sender makes it of https://KENNUNG:GEHEIMNIS@host/antrag."""
    _, kennung, geheimnis = bot.schluessel.text.split("_", 2)
    return "Basic " + base64.b64encode(f"{kennung}:{geheimnis}".encode()).decode()


@pytest.mark.parametrize("form", [bearer, basic])
def test_a_key_submits_under_its_own_name(form, welt):
    bot = maschine([Angabe(EINREICHEN)])
    first, again = sende(form(bot)), sende(form(bot))
    assert (first.status_code, again.json()) == (200, first.json())
    with mandant_scope(1):
        eingang = Eingang.objects.get()
    assert eingang.absender == f"client:{bot.client_id}"
    other = sende(form(maschine([Angabe(EINREICHEN)])))
    assert other.json() != first.json(), "the same id of another sender is another Antrag"


def test_a_key_reaches_only_what_it_was_given(welt):
    nur_zwei = maschine([Angabe(EINREICHEN, 2)])
    refused = sende(bearer(nur_zwei))
    assert (refused.status_code, refused.json()["code"]) == (403, "nicht-erlaubt")
    assert sende(bearer(nur_zwei), feld("plz", "24002"), feld("ort", "Stadt 2")).status_code == 200
    assert sende(bearer(maschine([Angabe(EINREICHEN, leistung="98")]))).status_code == 403
    assert sende(bearer(maschine([Angabe(Befugnis.LESEN, 1)]))).status_code == 403
    with mandant_scope(1):
        assert not Vorgang.objects.exists()


def test_a_test_client_lands_in_the_practice_twin(welt):
    uebungsmandant()
    answer = sende(bearer(maschine([Angabe(EINREICHEN)], uebung=True)))
    assert answer.status_code == 200, answer.content
    with mandant_scope(TWIN):
        fall = Vorgang.objects.get()
    assert (fall.uebung, fall.vorgangsnummer) == (True, answer.json()["vorgang"]["vorgangNummer"])
    with mandant_scope(1):
        assert not Vorgang.objects.exists()


def test_where_nobody_practises_a_test_client_is_told(welt):
    answer = sende(bearer(maschine([Angabe(EINREICHEN)], uebung=True)))
    assert answer.status_code == 409, answer.content
    assert "Übung" in answer.json()["detail"] or "Test" in answer.json()["detail"]


def test_a_machine_asks_no_more_often_than_agreed(welt):
    bot = maschine([Angabe(EINREICHEN)], anfragen=2)
    codes = [sende(bearer(bot), transactionId=f"t{n}").status_code for n in range(3)]
    assert codes == [200, 200, 429]


KOPF = "form_id;onlinedienst;feld;pfad\n"


def importiere(tmp_path, rows: str) -> str:
    path, out = tmp_path / "namen.csv", io.StringIO()
    path.write_text(KOPF + rows, encoding="utf-8")
    call_command("importiere_abbildung", str(path), stdout=out)
    return out.getvalue()


def test_a_table_of_names_comes_from_a_file(welt, tmp_path):
    namen = [f"q{n}" for n in range(1, 7)]
    said = importiere(tmp_path, "".join(f"haus-7;pruefdienst;{name};F{n}\n" for n, name in enumerate(namen, 1)))
    assert "6" in said
    items = [feld(name, f"Wert {n}" if n != 5 else "24001") for n, name in enumerate(namen, 1)]
    sende(bearer(maschine([Angabe(EINREICHEN)])), *items, *ORT, formId="haus-7")
    with mandant_scope(1):
        assert Eingang.objects.get().werte["F1"] == "Wert 1"


@pytest.mark.parametrize(
    "rows",
    [
        "haus-7;pruefdienst;q1;F1\nhaus-7;pruefdienst;q2;GIBT/ES/NICHT\n",
        "haus-7;unbekannter-dienst;q1;F1\n",
        "haus-7;pruefdienst;q1;F1\nhaus-7;pruefdienst;q1;F2\n",
        ";pruefdienst;q1;F1\n",
    ],
)
def test_a_table_with_a_wrong_row_is_not_taken(rows, welt, tmp_path):
    with pytest.raises(CommandError):
        importiere(tmp_path, rows)
    assert not Formularabbildung.objects.exists()


def test_operators_see_numbers_and_no_case(welt):
    uebungsmandant()
    bot = maschine([Angabe(EINREICHEN)])
    numbers = [sende(bearer(bot), transactionId=f"t{n}").json()["vorgang"]["vorgangNummer"] for n in range(3)]
    sende(bearer(maschine([Angabe(EINREICHEN)], uebung=True)))
    leitstand = log_in(welt.leitstand)
    page = text(leitstand.get("/leitstand/pruefhinweise/"))
    assert "Stadt 1" in page
    assert "doppelt eingereicht" in page
    assert not any(number in page for number in numbers)
    assert "Übung" not in page
    with clock.moved_by(timedelta(days=8)):
        later = text(log_in(welt.leitstand).get("/leitstand/pruefhinweise/"))
    assert later != page
    assert log_in(welt.eins.sachbearbeitung).get("/leitstand/pruefhinweise/").status_code in (302, 403, 404)

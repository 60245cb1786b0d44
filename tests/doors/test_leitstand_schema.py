"""The operators' door by HTTP: bring in, look through, publish; and what it says to bad files and wrong words."""

import gzip
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from datenschema.proben import feld, genericode, gruppe, shared_fim, xdf
from doors.amt_zugang import log_in, somebody, text, toasts
from ozgcloud.core.actor import Rolle
from ozgcloud.core.types import new_id
from ozgcloud.onlinedienst.models import Onlinedienst
from welt import LEISTUNG

ADRESSEN = ("/leitstand/", "/leitstand/schemata/", "/leitstand/codelisten/")
PROBE = xdf(gruppe("G1", feld("F1", name="Name"), feld("F2", "file", name="Nachweis")), kennung="S99000000777")
ANGABEN = {
    "titel": "Ein Dienst",
    "kennung": "ein-dienst",
    "leistung": LEISTUNG,
    "haltezeit_minuten": "10",
    "betreff": "Ihr Antrag",
    "tenor_bewilligt": "Ja.",
    "tenor_abgelehnt": "Nein.",
}


@pytest.fixture
def client(welt) -> Client:
    return log_in(welt.leitstand)


def upload(client, roh: bytes, adresse: str = "/leitstand/schemata/", name: str = "x.xml"):
    return client.post(adresse, {"datei": SimpleUploadedFile(name, roh, "application/xml")}, follow=True)


def page_of(response) -> str:
    return re.search(r"/leitstand/schema/[0-9a-f-]{36}/", response.redirect_chain[-1][0])[0]


def test_only_operators_know_the_door(welt):
    for actor in (welt.eins.sachbearbeitung, somebody(1, Rolle.FACHADMIN)):
        for adresse in (*ADRESSEN, f"/leitstand/schema/{new_id()}/", f"/leitstand/schema/{new_id()}/veroeffentlichen/"):
            for response in (log_in(actor).get(adresse), log_in(actor).post(adresse)):
                assert response.status_code == 404
    assert Client().get("/leitstand/").headers["Location"] == "/amt/anmelden/?next=/leitstand/"


@pytest.mark.parametrize("adresse", ADRESSEN)
def test_pages_open(client, adresse):
    assert client.get(adresse).status_code == 200


def test_schema_is_brought_in_and_explained(client):
    page = upload(client, PROBE)
    assert toasts(page) == ["Das Datenschema ist eingelesen."]
    assert "2 Felder, 3 Knoten, 0 offene Punkte." in text(page)
    assert "Nachweis" in text(page)
    again = upload(client, PROBE)
    assert page_of(again) == page_of(page)
    assert "schon eingelesen" in toasts(again)[0]


@pytest.mark.parametrize(
    ("roh", "satz"),
    [
        (b"", "Bitte wählen Sie"),
        (b"kein xml", "kein lesbares XML"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "DTD"),
        (b"<a xmlns='urn:fremd'/>", "XDatenfelder"),
        (gzip.compress(PROBE), "gepackt"),
        (b"<a>" + b"x" * (21 * 1024 * 1024) + b"</a>", "zu groß"),
        (PROBE.replace(b"0102", b"0999"), "Bitte"),
        ("<a>🌳\u202e</a>".encode(), "XDatenfelder"),
    ],
)
def test_bad_files_get_one_clear_sentence(client, roh, satz):
    response = upload(client, roh)
    assert response.status_code == 422
    assert satz in text(response)
    assert "Das Datenschema wurde nicht eingelesen" in text(response)


def test_other_content_under_the_same_version_is_refused(client):
    upload(client, PROBE)
    response = upload(client, PROBE.replace(b"Nachweis", b"Anderes"))
    assert response.status_code == 409
    assert "nie verändert" in text(response)


def test_without_a_file(client):
    response = client.post("/leitstand/schemata/")
    assert response.status_code == 422
    assert "Bitte wählen Sie eine Datei aus." in text(response)


def test_code_list(client):
    response = upload(client, genericode(("1", "Eins"), ("2", "Zwei")), "/leitstand/codelisten/")
    assert "2 Einträge" in toasts(response)[0]
    assert "urn:probe:liste" in text(response)
    assert upload(client, b"<a/>", "/leitstand/codelisten/").status_code == 422
    other = upload(client, genericode(("1", "Anders")), "/leitstand/codelisten/")
    assert other.status_code == 409


def test_publish_and_open_to_citizens(client):
    schema = page_of(upload(client, PROBE))
    form = client.get(f"{schema}veroeffentlichen/")
    assert 'value="probeantrag"' in form.content.decode()
    page = client.post(f"{schema}veroeffentlichen/", {**ANGABEN, "uebung": "1"}, follow=True)
    assert toasts(page) == ["„Ein Dienst“ ist veröffentlicht."]
    assert 'href="/online/ein-dienst/"' in page.content.decode()
    dienst = Onlinedienst.objects.get(kennung="ein-dienst")
    assert (dienst.phase, dienst.haltezeit_minuten) == ("test", 10)
    assert dienst.bescheid == {"betreff": "Ihr Antrag", "tenor_bewilligt": "Ja.", "tenor_abgelehnt": "Nein."}


def test_all_errors_at_once_and_everything_typed_stays(client):
    schema = page_of(upload(client, PROBE))
    falsch = {"titel": " ", "kennung": "Ä b", "leistung": "1", "haltezeit_minuten": "zehn", "betreff": "Bleib 🌳"}
    response = client.post(f"{schema}veroeffentlichen/", falsch)
    assert response.status_code == 422
    for feld_id in ("id_titel", "id_kennung", "id_leistung", "id_haltezeit_minuten"):
        assert f'href="#{feld_id}"' in response.content.decode()
    for wert in ("Ä b", "zehn", "Bleib 🌳"):
        assert wert in response.content.decode()


@pytest.mark.parametrize(
    "falsch", [{"titel": "a\x00b"}, {"leistung": "\x00"}, {"haltezeit_minuten": "1441"}, {"kennung": "x" * 81}]
)
def test_strange_values_are_refused(client, falsch):
    schema = page_of(upload(client, PROBE))
    assert client.post(f"{schema}veroeffentlichen/", {**ANGABEN, **falsch}).status_code == 422


def test_a_taken_name_is_a_conflict_that_keeps_the_form(client):
    schema = page_of(upload(client, PROBE))
    client.post(f"{schema}veroeffentlichen/", ANGABEN)
    response = client.post(f"{schema}veroeffentlichen/", {**ANGABEN, "betreff": "Behalte mich"})
    assert response.status_code == 409
    assert "Behalte mich" in response.content.decode()
    assert "andere Kennung" in text(response)


def test_unknown_schema_is_not_found(client):
    assert client.get(f"/leitstand/schema/{new_id()}/").status_code == 404
    assert client.post(f"/leitstand/schema/{new_id()}/veroeffentlichen/", ANGABEN).status_code == 404


def test_every_open_point_of_a_real_schema_is_on_its_page(client):
    datei = max((shared_fim() / "xdf3").iterdir(), key=lambda pfad: pfad.stat().st_size)
    roh = gzip.decompress(datei.read_bytes()) if datei.suffix == ".gz" else datei.read_bytes()
    page = upload(client, roh)
    assert page.status_code == 200
    assert re.search(r"\d+ Felder, \d+ Knoten, \d+ offene", text(page))
    shown = page.content.decode().count("<strong>")
    assert shown == int(re.search(r"(\d+) offene", text(page))[1])


PARAMETER = "gebuehr; Gebühr; Betrag; 12,50; Pflicht\n\niban; IBAN\nfrist; Frist; Zahl; 14"


def test_what_differs_between_offices_is_declared_once(client):
    schema = page_of(upload(client, PROBE))
    vor_ort = {
        "parameter": PARAMETER,
        "nur_wo_golive": "1",
        "ortsfrage": "Wo ist es?",
        "gebuehr": "Es kostet {gebuehr}.",
    }
    page = client.post(f"{schema}veroeffentlichen/", {**ANGABEN, **vor_ort}, follow=True)
    assert toasts(page) == ["„Ein Dienst“ ist veröffentlicht."]
    dienst = Onlinedienst.objects.get(kennung="ein-dienst")
    assert (dienst.ueberall, dienst.ortsfrage) == (False, "Wo ist es?")
    assert [(p["name"], p["art"], p["vorgabe"], p["pflicht"]) for p in dienst.parameter] == [
        ("gebuehr", "betrag", "12.50", True),
        ("iban", "text", "", False),
        ("frist", "zahl", "14", False),
    ]


@pytest.mark.parametrize(
    ("typed", "satz"),
    [
        ("gebuehr", "Zeile 1"),
        ("\na; b; Münze", "Zeile 2"),
        ("a; b; text; c; d; e", "Zeile 1"),
        ("a; b; betrag; viel", "Bitte geben Sie einen Betrag an"),
        ("Ä; b", "Kleinbuchstaben"),
        ("a; b; text; ; Pflicht", "braucht eine Vorgabe"),
    ],
)
def test_a_wrong_declaration_is_said_at_its_line(client, typed, satz):
    schema = page_of(upload(client, PROBE))
    response = client.post(f"{schema}veroeffentlichen/", {**ANGABEN, "parameter": typed})
    assert response.status_code == 422
    assert satz in text(response)
    assert 'href="#id_parameter"' in response.content.decode()

"""`POST /antrag` by HTTP: two independent senders, then shapes a stranger may send. Stored bytes are sent bytes."""

import base64
import hashlib
import json
from dataclasses import replace

import pytest
from django.test import Client

from doors.annahme_welt import GRENZE, PDF, XML, Sendung, daten, feld, gruppe, senden, wie_gover, wie_startuphafen
from ozgcloud.core.actor import system_actor
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.models import Eingang, Quarantaene
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.vorgang.models import Vorgang, Vorgangsdaten
from welt import CLEARING


@pytest.fixture
def sender(welt, settings):
    """A platform on a network that needs no key."""
    settings.ENV = replace(settings.ENV, antrag_networks=("127.0.0.0/8",))
    return Client()


def angenommen(antwort, mandant_id=1):
    """The one Eingang behind an acknowledgement, with its case, its files and its reasons for quarantine."""
    assert antwort.status_code == 200, antwort.content
    vorgang_id = antwort.json()["vorgang"]["vorgangId"]
    with mandant_scope(mandant_id):
        eingang = Eingang.objects.get(vorgang_id=vorgang_id)
        fall = Vorgang.objects.get(id=vorgang_id)
        gruende = list(Quarantaene.objects.filter(vorgang_id=vorgang_id).order_by("art"))
        dateien = list_anlagen(system_actor(mandant_id), fall.id)
        inhalte = {d.name: file_store().read_verified(d.verweis) for d in dateien}
    assert fall.vorgangsnummer == antwort.json()["vorgang"]["vorgangNummer"]
    return eingang, fall, inhalte, {grund.art: grund for grund in gruende}


def test_a_sender_like_gover(sender):
    antwort = senden(sender, wie_gover())
    eingang, fall, dateien, gruende = angenommen(antwort)
    body = antwort.json()
    assert set(body) == {"transactionId", "vorgang"}
    assert set(body["vorgang"]) == {"vorgangId", "vorgangNummer", "status", "statusSince"}
    assert (body["transactionId"], body["vorgang"]["status"]) == ("t-1", "NEU")
    assert hashlib.sha256(bytes(eingang.roh)).hexdigest() == eingang.sha256
    assert bytes(eingang.roh) in wie_gover()
    assert dateien == {"Antrag.pdf": PDF, "Führerschein.pdf": PDF + b"2"}
    assert (fall.kanal, fall.leistung_schluessel, gruende) == ("api", "99000000000001", {})
    with mandant_scope(1):
        assert Vorgangsdaten.objects.get(vorgang_id=fall.id).antragsteller == "Erika Mustermann"


def test_a_sender_like_startuphafen(sender):
    antwort = senden(sender, wie_startuphafen(), pfad="/antrag/")
    _, fall, dateien, _ = angenommen(antwort, 2)
    assert dateien == {"zusammenfassung.pdf": PDF, "xgewerbe.xml": XML}
    with mandant_scope(2):
        person = Vorgangsdaten.objects.get(vorgang_id=fall.id)
    assert person.antragsteller == "Hafen & Söhne GmbH"
    assert person.anschrift == ["Hafen & Söhne GmbH", "Kai 7a", "24002 Stadt 2"]
    assert person.servicekonto["identifier"] == "2f7a-postfach"


FORM = daten(feld("plz", "24001"), feld("ort", "Stadt 1"))
LATIN = "Führerschein"


def _mit_datei(kopf: bytes, inhalt: bytes = PDF) -> bytes:
    return Sendung().teil("formData", FORM).roh(kopf, inhalt).bytes()


@pytest.mark.parametrize(
    ("body", "name"),
    [
        pytest.param(
            _mit_datei(f'Content-Disposition: form-data; name="attachment"; filename="{LATIN}.pdf"'.encode("latin-1")),
            "Führerschein.pdf",
            id="raw-latin-1",
        ),
        pytest.param(
            _mit_datei(b"content-disposition: form-data; name=attachment; filename=plain.pdf"),
            "plain.pdf",
            id="unquoted",
        ),
        pytest.param(
            _mit_datei(
                b'Content-Disposition: form-data; name=attachment; filename="=?utf-8?B?RsO8aHJlcnNjaGVpbi5wZGY=?=";'
                b" filename*=utf-8''F%C3%BChrerschein.pdf"
            ),
            "Führerschein.pdf",
            id="dotnet",
        ),
        pytest.param(
            _mit_datei(
                b'Content-Disposition: form-data; name="attachment"; '
                b"filename*0*=UTF-8''F%C3%BChrer; filename*1=schein.pdf"
            ),
            "Führerschein.pdf",
            id="rfc-2231-in-pieces",
        ),
        pytest.param(
            _mit_datei(b'Content-Disposition: form-data; name="attachment"; filename="C:\\Eigene\\a \\"b\\".pdf"'),
            'a "b".pdf',
            id="folders-and-quotes",
        ),
        pytest.param(
            _mit_datei('Content-Disposition: form-data; name="anhänge"; filename="a%22b.pdf"'.encode()),
            'a"b.pdf',
            id="unknown-part-name",
        ),
        pytest.param(
            _mit_datei(
                b'Content-Disposition: form-data; name="attachment"; filename="b64.pdf"\r\n'
                b"Content-Transfer-Encoding: base64",
                base64.encodebytes(PDF),
            ),
            "b64.pdf",
            id="base64",
        ),
        pytest.param(
            _mit_datei(b'Content-Disposition: form-data; name="attachment";\r\n filename="folded.pdf"'),
            "folded.pdf",
            id="folded-header",
        ),
        pytest.param(
            _mit_datei(b'Content-Disposition: form-data; name="attachment"; filename=""', PDF),
            "attachment-1.pdf",
            id="no-name",
        ),
    ],
)
def test_file_names_as_senders_write_them(sender, body, name):
    _, _, dateien, _ = angenommen(senden(sender, body))
    assert dateien == {name: PDF}


@pytest.mark.parametrize(
    "roh",
    [
        pytest.param(FORM, id="plain"),
        pytest.param(b"\xef\xbb\xbf" + FORM, id="bom"),
        pytest.param(FORM.replace(b", ", b",\r\n\r\n\t"), id="crlf-inside"),
        pytest.param(FORM.decode().replace("Antrag", "Anträge").encode("cp1252"), id="windows-1252"),
        pytest.param(FORM.decode().encode("utf-16"), id="utf-16"),
        pytest.param(json.dumps(FORM.decode()).encode(), id="json-in-json"),
        pytest.param(b'{"formData":[{"name":"plz","stringValue":"24001"}]}', id="no-control"),
        pytest.param(b'[{"name":"plz","stringValue":"24001"}]', id="only-items"),
        pytest.param(b'{"plz":"24001","ort":"Stadt 1","kinder":[{"vorname":"A"},7,null,[1,[2]]]}', id="plain-object"),
        pytest.param(b'{"control":null,"formData":null}', id="nothing"),
        pytest.param(
            b'{"control":{"leikaIds":7,"serviceKonto":"x","zustaendigeStelle":{}},"formData":{}}', id="odd-control"
        ),
        pytest.param(
            b'{"formData":[{"name":"a\\u0000b","label":"\\ud800","stringValue":"x\\u0000\\udfff"}]}', id="unsafe"
        ),
        pytest.param(
            b'{"formData":[{"name":"n","numberValue":1E400},{"name":"m","numberValue":NaN}]}', id="odd-numbers"
        ),
        pytest.param(b"7", id="a-number"),
    ],
)
def test_documents_of_any_shape_are_kept_as_sent(sender, roh):
    antwort = senden(sender, Sendung().teil("formData", roh).bytes())
    assert antwort.status_code == 200, antwort.content
    vorgang_id = antwort.json()["vorgang"]["vorgangId"]
    with mandant_scope(1):
        here = Eingang.objects.filter(vorgang_id=vorgang_id).first()
    with mandant_scope(CLEARING):
        eingang = here or Eingang.objects.get(vorgang_id=vorgang_id)
    assert bytes(eingang.roh) == roh
    assert eingang.sha256 == hashlib.sha256(roh).hexdigest()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(Sendung().teil("formData", FORM, typ="application/json; charset=utf-8").bytes(), id="with-type"),
        pytest.param(Sendung().teil("formData", FORM, datei="formData.json", typ="text/plain").bytes(), id="as-file"),
        pytest.param(Sendung(zeile=b"\n").teil("formData", FORM).bytes(), id="bare-line-feeds"),
        pytest.param(b"Vorspann\r\n" + Sendung().teil("formData", FORM).bytes() + b"Nachspann", id="preamble"),
        pytest.param(
            Sendung().teil("attachment", b"", datei="").teil("formData", FORM).bytes(), id="empty-upload-field"
        ),
        pytest.param(Sendung().roh(b'Content-Disposition: form-data; NAME="FormData"', FORM).bytes(), id="other-case"),
    ],
)
def test_the_form_part_as_senders_write_it(sender, body):
    eingang, _, dateien, _ = angenommen(senden(sender, body))
    assert (bytes(eingang.roh), dateien) == (FORM, {})


BODY = Sendung().teil("formData", FORM).teil("attachment", PDF * 1000, datei="a.pdf").bytes()


@pytest.mark.parametrize(
    ("body", "typ", "status", "code"),
    [
        (BODY, "application/json", 415, "format-nicht-moeglich"),
        (BODY, "multipart/form-data", 400, "trennzeile-fehlt"),
        (BODY[:-40], f"multipart/form-data; boundary={GRENZE}", 400, "unvollstaendig"),
        (BODY, "multipart/form-data; boundary=andere", 400, "unvollstaendig"),
        (b"", f"multipart/form-data; boundary={GRENZE}", 411, "laenge-fehlt"),
        (Sendung().teil("attachment", PDF, datei="a.pdf").bytes(), "", 422, "formdata-fehlt"),
        (Sendung().teil("formData", FORM).teil("formData", FORM).bytes(), "", 422, "formdata-mehrfach"),
        (Sendung().teil("formData", b"{kaputt").bytes(), "", 422, "kein-json"),
        (Sendung().teil("formData", b"[" * 5000).bytes(), "", 422, "kein-json"),
    ],
)
def test_refusals_are_problems_and_leave_nothing_behind(sender, body, typ, status, code):
    typ = typ or f"multipart/form-data; boundary={GRENZE}"
    antwort = sender.generic("POST", "/antrag", body, content_type=typ)
    assert (antwort.status_code, antwort.json()["code"]) == (status, code)
    assert antwort.headers["Content-Type"] == "application/problem+json"
    with mandant_scope(1):
        assert not Eingang.objects.exists()


def test_only_post_and_only_senders_we_know(welt, sender, settings):
    assert sender.get("/antrag").status_code == 405
    settings.ENV = replace(settings.ENV, antrag_networks=())
    antwort = senden(Client(), BODY)
    assert (antwort.status_code, antwort.json()["code"]) == (401, "nicht-angemeldet")
    wrong = senden(sender, BODY, HTTP_AUTHORIZATION="Basic " + base64.b64encode(b"wer:was").decode())
    assert wrong.status_code == 401


def test_a_deep_tree_is_shown_flat(sender, welt):
    tree = feld("plz", "24001")
    for n in range(40):
        tree = gruppe(f"g{n}", tree, feld(f"f{n}", str(n)))
    eingang, _fall, _, _ = angenommen(senden(sender, Sendung().teil("formData", daten(tree)).bytes()))
    assert eingang.werte["/".join(f"g{n}" for n in reversed(range(40))) + "/plz"] == "24001"

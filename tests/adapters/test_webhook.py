"""Webhooks over real sockets: signed, pinned, patient up to a point, and never where they must not go."""

import datetime
import json
import socket
import ssl
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from adapters.empfaenger import Haus, accept, answer, haus
from ozgcloud.adapters.webhook.http import HttpZusteller, WebhookOptions
from ozgcloud.ausgang.port import Antwort, Sendung, Ziel
from ozgcloud.ausgang.rules.adressen import Freiraum, read_networks
from ozgcloud.ausgang.rules.unterschrift import secret_of, sign
from ozgcloud.core.types import new_id

DEMO = Freiraum(demo=True)
GEHEIMNIS = secret_of("haupt", new_id(), 1)
NAME = "empfaenger.example"


def sendung(nummer: int) -> Sendung:
    return Sendung(nummer, str(new_id()), json.dumps({"id": nummer, "text": "äöü"}, ensure_ascii=False).encode())


def sende(zu: Haus, *bahnen: list[Sendung], pfad: str = "/ozg?a=1", sekunden: float = 2.0) -> dict[int, Antwort]:
    zusteller = HttpZusteller(WebhookOptions(freiraum=DEMO, sekunden=sekunden))
    return zusteller.send(Ziel(f"http://127.0.0.1:{zu.port}{pfad}", (GEHEIMNIS,)), bahnen)


@pytest.fixture
def empfaenger():
    with haus() as offen:
        yield offen


def test_a_consumer_can_check_what_it_gets(empfaenger):
    einer = sendung(1)
    assert sende(empfaenger, [einer])[1].status == 204
    headers, body = empfaenger.anfragen[0]
    assert body == einer.koerper
    assert headers["content-type"] == "application/cloudevents+json"
    assert headers["host"] == f"127.0.0.1:{empfaenger.port}"
    assert headers["webhook-id"] == einer.kennung
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60
    assert headers["webhook-signature"] == sign(
        GEHEIMNIS, nachricht_id=einer.kennung, zeit=int(headers["webhook-timestamp"]), koerper=body
    )


def test_a_bahn_stops_at_the_first_refusal_and_others_go_on(empfaenger):
    def verhalten(handler, body):
        (answer(500) if json.loads(body)["id"] == 2 else accept)(handler, body)

    empfaenger.verhalten = verhalten
    antworten = sende(empfaenger, [sendung(1), sendung(2), sendung(3)], [sendung(4), sendung(5)])
    assert {nummer: antwort.status for nummer, antwort in antworten.items()} == {1: 204, 2: 500, 4: 204, 5: 204}
    assert antworten[2].fehler == "Der Empfänger hat mit 500 geantwortet."


def test_several_refusals_and_no_acceptance_end_the_call(empfaenger):
    empfaenger.verhalten = answer(503, retry_after="120")
    antworten = sende(empfaenger, *([sendung(n)] for n in range(100)))
    assert 3 <= len(antworten) <= 11, "those already on their way come back"
    assert next(iter(antworten.values())).warte == datetime.timedelta(minutes=2)


def test_gone_ends_the_call(empfaenger):
    empfaenger.verhalten = answer(410)
    assert len(sende(empfaenger, *([sendung(n)] for n in range(100)))) <= 8


def test_redirects_are_not_followed(empfaenger):
    with haus() as zweites:
        empfaenger.verhalten = answer(307, location=f"http://127.0.0.1:{zweites.port}/")
        antwort = sende(empfaenger, [sendung(1)])[1]
        assert (antwort.status, zweites.anfragen) == (307, [])
        assert "Weiterleitungen folgen wir nicht" in antwort.fehler


def _hang(handler, _body):
    handler.rfile.read(1)  # until the sender hangs up


def _drip(handler, _body):
    try:
        for byte in b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n" + b"a" * 100_000:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        handler.close_connection = True


def _garbage(handler, _body):
    handler.wfile.write(b"\x00\xff nothing of HTTP\r\n\r\n")
    handler.close_connection = True


def _hang_up(handler, _body):
    handler.close_connection = True


def _endless(handler, _body):
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"a" * 65_536)
    except OSError:
        handler.close_connection = True


@pytest.mark.parametrize(
    ("verhalten", "satz"),
    [
        (_hang, "nicht innerhalb von 0.5 Sekunden"),
        (_drip, "nicht innerhalb von 0.5 Sekunden"),
        (_garbage, "kein gültiges HTTP"),
        (_hang_up, "kein gültiges HTTP"),
    ],
)
def test_bad_behaviour_is_an_answer_in_time(verhalten, satz, empfaenger):
    empfaenger.verhalten = verhalten
    begin = time.monotonic()
    antwort = sende(empfaenger, [sendung(1), sendung(2)], sekunden=0.5)
    assert time.monotonic() - begin < 5
    assert list(antwort) == [1]
    assert not antwort[1].angenommen
    assert satz in antwort[1].fehler


def test_an_endless_answer_is_not_read_to_its_end(empfaenger):
    empfaenger.verhalten = _endless
    antwort = sende(empfaenger, [sendung(1)], sekunden=5.0)[1]
    assert antwort.status == 200
    assert antwort.dauer_ms < 3_000


def test_nobody_there_is_an_answer():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    antwort = sende(Haus(port=port), [sendung(1)])[1]
    assert (antwort.status, antwort.fehler) == (None, "Es kam keine Verbindung zum Empfänger zustande.")


@pytest.fixture
def names(monkeypatch):
    """A resolver that says what a test wants, and how often it was asked."""
    asked: list[str] = []
    table: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def resolve(host, port, *rest, **more):
        if host not in table:
            return real(host, port, *rest, **more)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in table[host]]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return table, asked


@pytest.mark.parametrize("adressen", [["10.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["169.254.169.254"]])
def test_a_name_that_leads_inside_is_refused(adressen, names):
    names[0][NAME] = adressen
    zusteller = HttpZusteller(WebhookOptions(freiraum=Freiraum()))
    antworten = zusteller.send(Ziel(f"https://{NAME}/", (GEHEIMNIS,)), [[sendung(1)]])
    assert antworten[1].fehler == "Der Name des Empfängers führt in ein internes Netz. Dorthin senden wir nicht."


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for `NAME`, its own authority."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    jetzt = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(jetzt - datetime.timedelta(hours=1))
        .not_valid_after(jetzt + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    return server, ssl.create_default_context(cafile=path)


@pytest.mark.parametrize(("name", "angenommen"), [(NAME, True), ("anderer.example", False)])
def test_the_connection_goes_to_the_checked_address_and_tls_asks_for_the_name(name, angenommen, names, certificate):
    server, trusted = certificate
    names[0][name] = ["127.0.0.1"]
    raum = Freiraum(read_networks("127.0.0.0/8"))
    with haus(server) as empfaenger:
        zusteller = HttpZusteller(WebhookOptions(freiraum=raum, zertifikate=trusted))
        ziel = Ziel(f"https://{name}:{empfaenger.port}/", (GEHEIMNIS,))
        antworten = zusteller.send(ziel, [[sendung(1), sendung(2)], [sendung(3)]])
        assert antworten[1].angenommen is angenommen
        assert names[1] == [name], "asked once, however many events"
        if angenommen:
            assert empfaenger.anfragen[0][0]["host"] == f"{name}:{empfaenger.port}"

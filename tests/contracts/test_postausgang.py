"""Whatever sends e-mails: it takes one, and says what it refuses; by SMTP against a real mail server."""

import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from contracts.postamt import postamt
from contracts.zertifikat import certificate
from ozgcloud.adapters.null.post import NullPost
from ozgcloud.adapters.smtp.versand import SmtpOptions, SmtpVersand
from ozgcloud.benachrichtigung.port import Brief, Postausgang
from ozgcloud.core.errors import Reject, Retry

ABSENDER = "OZG-Cloud <ozg@land.example>"


def brief(an: str = "sb@stadt.example") -> Brief:
    return Brief(uuid4(), an, "Es gibt Neues", "Guten Tag,\n\n3 neue Vorgänge.\n")


def smtp(port: int, schema: str = "smtp", zugang: str = "") -> SmtpVersand:
    return SmtpVersand(SmtpOptions.read(f"{schema}://{zugang}127.0.0.1:{port}", ABSENDER))


@pytest.fixture(params=["null", "smtp"])
def einer(request: pytest.FixtureRequest) -> Iterator[Postausgang]:
    if request.param == "null":
        yield NullPost()
        return
    with postamt() as (_, port):
        yield smtp(port)


def test_it_takes_one_and_another(einer: Postausgang) -> None:
    einer.send(brief())
    einer.send(brief())


def test_what_arrives_is_what_was_written() -> None:
    with postamt() as (fach, port):
        sent = brief()
        smtp(port).send(sent)
    (message,) = fach.briefe
    assert (message["To"], message["From"], message["Subject"]) == (sent.an, ABSENDER, sent.betreff)
    assert message["Message-ID"] == f"<{sent.kennung}@land.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"]
    assert message.get_content().replace("\r\n", "\n") == sent.text
    assert message.get_content_type() == "text/plain"


def test_a_refused_address_is_refused_for_good_and_a_deferred_one_is_not() -> None:
    with postamt() as (fach, port):
        with pytest.raises(Reject):
            smtp(port).send(brief("unbekannt@stadt.example"))
        with pytest.raises(Retry):
            smtp(port).send(brief("spaeter@stadt.example"))
        assert fach.briefe == []


def test_nobody_there_is_tried_again() -> None:
    with postamt() as (_, port):
        pass
    with pytest.raises(Retry):
        smtp(port).send(brief())


def test_login_with_odd_characters_and_a_wrong_one_waits_long() -> None:
    with postamt(login=True) as (fach, port):
        smtp(port, zugang="ozg:ge%20heim%3A%40@").send(brief())
        with pytest.raises(Retry) as error:
            smtp(port, zugang="ozg:falsch@").send(brief())
        assert error.value.after >= timedelta(minutes=30)
        assert len(fach.briefe) == 1


def test_starttls_is_used_and_a_stranger_is_not_trusted(tmp_path: Path) -> None:
    pem = certificate(tmp_path)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    trusting = ssl.create_default_context(cafile=str(pem))
    with postamt(server) as (fach, port):
        options = SmtpOptions.read(f"smtp+starttls://127.0.0.1:{port}", ABSENDER)
        SmtpVersand(options, trusting).send(brief())
        with pytest.raises(Retry):
            SmtpVersand(options).send(brief())
        with pytest.raises(Reject):
            smtp(port).send(brief())
        assert len(fach.briefe) == 1


@pytest.mark.parametrize(
    ("url", "absender"),
    [("", ABSENDER), ("http://mail", ABSENDER), ("smtp://", ABSENDER), ("smtp://mail", "kein-at")],
)
def test_an_address_that_cannot_work_is_refused(url: str, absender: str) -> None:
    with pytest.raises(Reject):
        SmtpOptions.read(url, absender)


def test_the_port_follows_the_encryption() -> None:
    ports = [SmtpOptions.read(f"{schema}://mail", ABSENDER).port for schema in ("smtp", "smtp+starttls", "smtps")]
    assert ports == [25, 587, 465]

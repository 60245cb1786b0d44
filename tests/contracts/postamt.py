"""A real mail server (aiosmtpd) in this process: keeps what it takes, and refuses or defers addresses by their name."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from email.parser import BytesParser
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Fach:
    """Where the server puts what it takes."""

    def __init__(self) -> None:
        self.briefe: list[Message] = []
        # The names aiosmtpd looks for.
        self.handle_RCPT, self.handle_DATA = self._recipient, self._content

    async def _recipient(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address.startswith("unbekannt"):
            return "550 5.1.1 no such user"
        if address.startswith("spaeter"):
            return "451 4.7.1 greylisted, come back"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def _content(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.briefe.append(BytesParser(policy=default).parsebytes(envelope.content))
        return "250 OK"


def _is_right(_server, _session, _envelope, _mechanism, data: LoginPassword) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"ozg", b"ge heim:@"), handled=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postamt(context: ssl.SSLContext | None = None, *, login: bool = False) -> Iterator[tuple[Fach, int]]:
    """A running server on a free port: with `context` it offers STARTTLS and takes nothing without."""
    fach = Fach()
    controller = Controller(
        fach,
        hostname="127.0.0.1",
        port=_free_port(),
        tls_context=context,
        require_starttls=context is not None,
        authenticator=_is_right if login else None,
        auth_required=login,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield fach, controller.port
    finally:
        controller.stop()

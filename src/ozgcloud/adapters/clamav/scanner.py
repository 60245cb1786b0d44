"""clamd over its socket: INSTREAM for bytes, VERSION for what it knows.

Own code instead of a library: the protocol is a length and bytes, and this way a file of any size is sent from an
iterator with time limits, which clients on PyPI do not offer.
"""

import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings

from ozgcloud.core.errors import Reject, Retry
from ozgcloud.core.port import Scanergebnis, Signaturstand

AWAY = "Die Prüfung auf Schadsoftware ist gerade nicht erreichbar. Die Dateien bleiben gesperrt, bis sie geprüft sind."
TOO_LARGE = (
    "Der Virenscanner nimmt Dateien dieser Größe nicht an. Die Datei bleibt gesperrt. "
    "Bitte erhöhen Sie StreamMaxLength von clamd."
)
BROKEN = "Der Virenscanner hat eine Datei nicht prüfen können. Sie bleibt gesperrt, bis sie geprüft ist."
ANSWER_BYTES = 4096
VERSION_PARTS = 3


@dataclass(frozen=True, slots=True)
class ClamdOptions:
    """`address`: `unix:/path` or `host:port`. Seconds until a connection, and until each answer."""

    address: str
    connect_seconds: float = 5.0
    answer_seconds: float = 120.0


class Clamd:
    """A running clamd; see `core.port.Virenscanner`."""

    def __init__(self, options: ClamdOptions) -> None:
        self._options = options

    def scan(self, chunks: Iterator[bytes]) -> Scanergebnis:
        """Send all bytes. Raises Retry when clamd is away, Reject when the file is larger than it takes."""
        stand = self.signaturen().stand
        answer = self._talk(b"zINSTREAM\0", chunks)
        if answer.endswith(" FOUND"):
            return Scanergebnis(answer.removeprefix("stream: ").removesuffix(" FOUND"), stand)
        if answer == "stream: OK":
            return Scanergebnis("", stand)
        raise Reject(TOO_LARGE) if "size limit" in answer else Retry(BROKEN)

    def signaturen(self) -> Signaturstand:
        """Program and signatures, and their day when clamd says it."""
        return self.read_version(self._talk(b"zVERSION\0", iter(())))

    @staticmethod
    def read_version(answer: str) -> Signaturstand:
        """`ClamAV 1.4.6/27800/Fri Nov 20 09:31:00 2026`; without official databases only the first part."""
        parts = answer.split("/")
        if len(parts) < VERSION_PARTS:
            return Signaturstand(parts[0], None)
        try:
            # clamd writes ctime(3) in its own time zone; a few hours do not matter for an age in days.
            day = datetime.strptime(parts[2], "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC)
        except ValueError:
            day = None
        return Signaturstand(f"{parts[0]}/{parts[1]}", day)

    def _talk(self, command: bytes, chunks: Iterator[bytes]) -> str:
        connection = self._connect()
        with connection:
            try:
                connection.sendall(command)
            except OSError:
                raise Retry(AWAY) from None
            if command == b"zINSTREAM\0":
                self._send(connection, chunks)
            return self._answer(connection)

    def _connect(self) -> socket.socket:
        address, options = self._options.address, self._options
        try:
            if address.startswith("unix:"):
                connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                connection.settimeout(options.connect_seconds)
                connection.connect(address.removeprefix("unix:"))
            else:
                host, _, port = address.rpartition(":")
                connection = socket.create_connection((host, int(port)), options.connect_seconds)
        except (OSError, ValueError):
            raise Retry(AWAY) from None
        connection.settimeout(options.answer_seconds)
        return connection

    def _send(self, connection: socket.socket, chunks: Iterator[bytes]) -> None:
        """Length and bytes, again and again, then length 0. Errors of `chunks` pass through."""
        for chunk in chunks:
            # clamd closes the stream early when it has heard enough: its answer says why.
            try:
                if chunk:
                    connection.sendall(struct.pack(">I", len(chunk)) + chunk)
            except OSError:
                return
        with suppress(OSError):
            connection.sendall(struct.pack(">I", 0))

    def _answer(self, connection: socket.socket) -> str:
        received = b""
        try:
            while not received.endswith(b"\0") and (piece := connection.recv(ANSWER_BYTES)):
                received += piece
        except OSError:
            raise Retry(AWAY) from None
        if not received:
            raise Retry(AWAY)
        return received.rstrip(b"\0\n").decode(errors="replace")


def open_scanner() -> Clamd:
    """The scanner of this installation (`OZG_CLAMD`)."""
    return Clamd(ClamdOptions(address=settings.ENV.clamd))

"""Files of the house. Keys are opaque (never derived from the content), sizes are bytes, hashes SHA-256 in hex.

Bytes are encrypted under a key of their own and put into a store before the transaction that names them; after that
has committed they are released. `sweep` removes what no row ever named. Who may read is decided before a file is
asked for here; what is handed out is what was taken, or an error.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol
from uuid import UUID, uuid4

from ozgcloud.core import streams
from ozgcloud.core.errors import InvalidInput, TooLarge
from ozgcloud.core.port import ObjectStore

CHUNK = 256 * 1024
MAX_UPLOAD = 20 * 1024 * 1024
SMALL = 4 * 1024 * 1024
"""Bytes up to which a file is checked as a whole before the first of them is sent."""
SNIFF_BYTES = 1024

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
EXTENSIONS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
}


@dataclass(frozen=True, slots=True)
class Ablage:
    """What the store knows about bytes it has taken: opaque key, size in bytes, SHA-256 hex, sniffed media type.

    `schluesselgeheimnis` is the file's data key, wrapped; whoever names the file keeps it beside the name.
    """

    schluessel: UUID
    groesse: int
    sha256: str
    medientyp: str
    schluesselgeheimnis: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Dateiverweis:
    """What is needed to read a file: its key, SHA-256 of its plain bytes, size in bytes, and its wrapped data key.

    Without `schluesselgeheimnis` the bytes lie there as they are (files from before encryption).
    """

    schluessel: UUID
    sha256: str
    groesse: int
    schluesselgeheimnis: bytes = field(default=b"", repr=False)


class DataKeys(Protocol):
    """Where data keys come from and how they are opened."""

    def new(self, schluessel: UUID) -> tuple[bytes, bytes]:
        """A fresh data key for one file, plain and wrapped. Raises Retry without a key ring."""
        ...

    def unwrap(self, schluesselgeheimnis: bytes, schluessel: UUID) -> bytes:
        """The data key of one file. Raises InvalidInput, NotFound for a destroyed key, Retry."""
        ...


def sniff(head: bytes) -> str | None:
    """Media type by content, never by name or header; None for everything we do not accept."""
    return next((typ for signature, typ in SIGNATURES if head.startswith(signature)), None)


def require_upload(name: str, head: bytes) -> str:
    """The media type of an upload whose content and name agree; raises InvalidInput with a German sentence."""
    medientyp = sniff(head)
    if medientyp is None:
        raise InvalidInput(
            "Der Inhalt dieser Datei ist kein PDF, JPEG oder PNG. "
            "Bitte speichern Sie das Dokument als PDF und laden Sie es erneut hoch.",
            code="dateityp",
        )
    if not name.lower().endswith(EXTENSIONS[medientyp]):
        endings = " oder ".join(EXTENSIONS[medientyp])
        raise InvalidInput(
            f"Der Inhalt der Datei passt nicht zu ihrer Endung. Bitte geben Sie ihr die Endung {endings}.",
            code="dateiendung",
        )
    return medientyp


class FileStore:
    """Encrypts on the way in, decrypts and checks on the way out; the bytes lie in an `ObjectStore`."""

    def __init__(self, objects: ObjectStore, keys: DataKeys) -> None:
        self._objects, self._keys = objects, keys

    def put(self, chunks: Iterator[bytes], *, medientyp: str, limit: int = MAX_UPLOAD) -> Ablage:
        """Encrypt and store bytes under a new key, in flat memory. Nothing stays behind when it fails.

        Raises TooLarge beyond `limit` bytes, Retry when the store is full or away.
        """
        key, plain = uuid4(), _Counted(chunks, limit)
        data_key, geheimnis = self._keys.new(key)
        self._objects.put(key, streams.encrypt(iter(plain), data_key, key.bytes))
        return Ablage(
            schluessel=key,
            groesse=plain.size,
            sha256=plain.digest.hexdigest(),
            medientyp=medientyp,
            schluesselgeheimnis=geheimnis,
        )

    def open(self, datei: Dateiverweis) -> BinaryIO:
        """A stream of the plain bytes; its end is given only when everything matched the hash.

        Raises NotFound, Retry, and InvalidInput for altered bytes or another key, here or while reading.
        """
        if datei.schluesselgeheimnis:
            data_key = self._keys.unwrap(datei.schluesselgeheimnis, datei.schluessel)
            return streams.decrypt(self._objects.open(datei.schluessel), data_key, datei.schluessel.bytes, datei.sha256)
        digest = hashlib.sha256()
        for piece in _pieces(self._objects.open(datei.schluessel)):
            digest.update(piece)
        if digest.hexdigest() != datei.sha256:
            raise streams.Altered(streams.CHANGED)
        return self._objects.open(datei.schluessel)

    def read_verified(self, datei: Dateiverweis) -> bytes:
        """All bytes, checked; raises InvalidInput(code="datei-veraendert") when they are not those that were taken."""
        with self.open(datei) as file:
            return file.read()

    def stream(self, datei: Dateiverweis) -> Iterator[bytes]:
        """The plain bytes for a download. A small file is checked as a whole before the first byte is given.

        A large one is checked piece by piece: at the first wrong one the stream breaks off, short of its size.
        """
        if datei.groesse <= SMALL:
            return iter((self.read_verified(datei),))
        return _pieces(self.open(datei))

    def section(self, datei: Dateiverweis, start: int, stop: int) -> Iterator[bytes]:
        """The plain bytes from `start` to before `stop`. What lies before them is decrypted and checked too."""
        return _between(self.stream(datei), start, stop)

    def release(self, schluessel: UUID) -> None:
        """A record names the bytes for good; repeatable, raises NotFound."""
        self._objects.release(schluessel)

    def discard(self, schluessel: UUID) -> None:
        """Delete bytes wherever they lie; repeatable."""
        self._objects.discard(schluessel)

    def sweep(self, is_known: Callable[[UUID], bool], *, older_than_seconds: float = 86_400) -> list[UUID]:
        """Delete waiting bytes that no record names after a day; returns the keys removed."""
        return self._objects.sweep(is_known, older_than_seconds)

    def state(self) -> list[str]:
        """German sentences about what is wrong with the store; empty when all is well."""
        return self._objects.state()


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(CHUNK):
            yield piece


def _between(pieces: Iterator[bytes], start: int, stop: int) -> Iterator[bytes]:
    at = 0
    for piece in pieces:
        wanted = piece[max(start - at, 0) : stop - at]
        at += len(piece)
        if wanted:
            yield wanted
        if at >= stop:
            return


class _Counted:
    """Passes chunks through, counts and hashes them, and raises TooLarge beyond the limit."""

    def __init__(self, chunks: Iterator[bytes], limit: int) -> None:
        self._chunks, self._limit = chunks, limit
        self.size, self.digest = 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.size += len(chunk)
            if self.size > self._limit:
                raise TooLarge(_too_large(self._limit))
            self.digest.update(chunk)
            yield chunk


def _too_large(limit: int) -> str:
    return (
        f"Die Datei ist größer als {limit // (1024 * 1024)} MB. "
        "Bitte verkleinern Sie sie, zum Beispiel durch eine geringere Auflösung, und laden Sie sie erneut hoch."
    )

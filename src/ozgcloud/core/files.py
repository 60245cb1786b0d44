"""Where bytes lie. Keys are opaque (never derived from the content), sizes are bytes, hashes SHA-256 in hex.

A file is written under `wartend/` before the transaction that names it, and moved to its final place after that
has committed; a reader looks in both places, so the move is never urgent. `sweep` removes what no row ever named.
Nothing here knows a Mandant: who may read is decided before a key is handed in.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from ozgcloud.core.errors import InvalidInput, NotFound, TooLarge

CHUNK = 256 * 1024
MAX_UPLOAD = 20 * 1024 * 1024
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
    """Files under one folder: `wartend/<key>` until released, then `<two hex digits>/<key>`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pending = folder / "wartend"

    def put(self, chunks: Iterator[bytes], *, medientyp: str, limit: int = MAX_UPLOAD) -> Ablage:
        """Write and fsync bytes under a new key; raises TooLarge beyond `limit` bytes and leaves nothing behind."""
        self._pending.mkdir(parents=True, exist_ok=True)
        key = uuid4()
        digest, size = hashlib.sha256(), 0
        path = self._pending / str(key)
        try:
            with path.open("xb") as file:
                for chunk in _limited(chunks, limit):
                    size += len(chunk)
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        _fsync_folder(self._pending)
        return Ablage(schluessel=key, groesse=size, sha256=digest.hexdigest(), medientyp=medientyp)

    def open(self, schluessel: UUID) -> BinaryIO:
        """A readable stream; raises NotFound when the bytes are gone ."""
        for path in (self._final(schluessel), self._pending / str(schluessel), self._final(schluessel)):
            try:
                return path.open("rb")
            except FileNotFoundError:
                continue
        raise NotFound("Die Datei ist nicht mehr vorhanden. Bitte melden Sie das Ihrer Fachadministration.")

    def read_verified(self, schluessel: UUID, sha256: str) -> bytes:
        """All bytes, checked against the stored hash; raises InvalidInput(code="datei-veraendert") on a mismatch."""
        with self.open(schluessel) as file:
            content = file.read()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise InvalidInput(
                "Die Datei stimmt nicht mehr mit ihrer Prüfsumme überein und wird nicht ausgeliefert. "
                "Bitte melden Sie das Ihrer Fachadministration.",
                code="datei-veraendert",
            )
        return content

    def release(self, schluessel: UUID) -> None:
        """Move a committed file to its final place; repeatable."""
        source, target = self._pending / str(schluessel), self._final(schluessel)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            source.rename(target)
        except FileNotFoundError:
            if not target.exists():
                raise NotFound from None
        _fsync_folder(target.parent)

    def discard(self, schluessel: UUID) -> None:
        """Delete bytes wherever they lie; repeatable."""
        (self._pending / str(schluessel)).unlink(missing_ok=True)
        self._final(schluessel).unlink(missing_ok=True)

    def sweep(self, is_known: Callable[[UUID], bool], *, older_than_seconds: float = 86_400) -> list[UUID]:
        """Delete pending files that no record names after a day; returns the keys removed."""
        removed: list[UUID] = []
        limit = time.time() - older_than_seconds
        for path in self._pending.glob("*") if self._pending.exists() else ():
            key = _key_of(path)
            if key is not None and _written_before(path, limit) and not is_known(key):
                path.unlink(missing_ok=True)
                removed.append(key)
        return removed

    def _final(self, schluessel: UUID) -> Path:
        return self._folder / schluessel.hex[-2:] / str(schluessel)


def _key_of(path: Path) -> UUID | None:
    """The key a file lies under; None for what is not ours (a network folder's own files)."""
    try:
        return UUID(path.name)
    except ValueError:
        return None


def _written_before(path: Path, limit: float) -> bool:
    """Whether it is old enough; a file released in this moment is not there any more, which is fine."""
    try:
        return path.stat().st_mtime < limit
    except FileNotFoundError:
        return False


def _limited(chunks: Iterator[bytes], limit: int) -> Iterator[bytes]:
    left = limit
    for chunk in chunks:
        left -= len(chunk)
        if left < 0:
            raise TooLarge(_too_large(limit))
        yield chunk


def _too_large(limit: int) -> str:
    return (
        f"Die Datei ist größer als {limit // (1024 * 1024)} MB. "
        "Bitte verkleinern Sie sie, zum Beispiel durch eine geringere Auflösung, und laden Sie sie erneut hoch."
    )


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""The store in a folder: `wartend/<key>` until released, then `<two hex digits>/<key>`.

A file is moved when its record has been committed; a reader looks in both places, so the move is never urgent.
"""

import errno
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from ozgcloud.core.errors import NotFound, Retry

GONE = "Die Datei ist nicht mehr vorhanden. Bitte melden Sie das Ihrer Fachadministration."
FULL = (
    "Der Speicherplatz für Dateien ist erschöpft. Ihre Datei wurde nicht gespeichert. "
    "Bitte versuchen Sie es später noch einmal."
)
UNREACHABLE = (
    "Der Speicher für Dateien ist gerade nicht erreichbar. Ihre Datei wurde nicht gespeichert. "
    "Bitte versuchen Sie es in einigen Minuten noch einmal."
)
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
AWAY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.ETIMEDOUT})


class Folder:
    """Files below one folder; see `core.port.ObjectStore`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pending = folder / "wartend"

    def put(self, schluessel: UUID, chunks: Iterator[bytes]) -> None:
        """Write and fsync; a failure of any kind leaves nothing behind. Raises Retry when there is no room."""
        path = self._pending / str(schluessel)
        try:
            self._pending.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                for chunk in chunks:
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            _fsync_folder(self._pending)
        except BaseException as error:
            path.unlink(missing_ok=True)
            if isinstance(error, OSError) and error.errno in NO_ROOM | AWAY:
                raise Retry(FULL if error.errno in NO_ROOM else UNREACHABLE) from error
            raise

    def open(self, schluessel: UUID) -> BinaryIO:
        """A readable stream; raises NotFound when the bytes are gone."""
        for path in (self._final(schluessel), self._pending / str(schluessel), self._final(schluessel)):
            try:
                return path.open("rb")
            except FileNotFoundError:
                continue
        raise NotFound(GONE)

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

    def sweep(self, is_known: Callable[[UUID], bool], older_than_seconds: float) -> list[UUID]:
        """Delete pending files that no record names; returns the keys removed."""
        removed: list[UUID] = []
        limit = time.time() - older_than_seconds
        for path in self._pending.glob("*") if self._pending.exists() else ():
            key = _key_of(path)
            if key is not None and _written_before(path, limit) and not is_known(key):
                path.unlink(missing_ok=True)
                removed.append(key)
        return removed

    def state(self) -> list[str]:
        """Whether the folder can be written to."""
        existing = self._folder if self._folder.exists() else self._folder.parent
        return [] if os.access(existing, os.W_OK | os.X_OK) else ["Der Ordner für Dateien ist nicht beschreibbar."]

    def _final(self, schluessel: UUID) -> Path:
        return self._folder / schluessel.hex[-2:] / str(schluessel)


def open_folder() -> Folder:
    """The folder of this installation."""
    return Folder(settings.ENV.data_dir / "dateien")


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


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

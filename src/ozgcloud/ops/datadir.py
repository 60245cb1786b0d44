"""The data folder: made, recognised, locked, emptied.

Only a folder with our marker is ever deleted, and only one supervisor may use it
(a file lock that the kernel releases when its holder dies, however it dies).
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from uuid import uuid4

from ozgcloud.ops.errors import OpsError

MARKER = ".ozg-daten"
LOCK = "sperre"
MARKER_TEXT = "Datenordner von OZG-Cloud; --fresh darf ihn leeren.\n"
# static and fonts hold what can be made again; the others hold what cannot.
SUBFOLDERS = ("dateien", "ablage", "siegel", "standards", "static", "log")
GIB = 1024**3


def minimum_free() -> int:
    """Bytes that must be free before a start (OZG_MIN_FREE_MIB overrides 1 GiB)."""
    named = os.environ.get("OZG_MIN_FREE_MIB")
    return int(named) * 1024**2 if named else GIB


def require_space(folder: Path, minimum: int) -> None:
    """Refuse to start on a nearly full disk.

    Raises OpsError with the free and the needed size.
    """
    existing = next(p for p in (folder, *folder.parents) if p.exists())
    free = shutil.disk_usage(existing).free
    if free < minimum:
        raise OpsError(
            f"Auf dem Datenträger von {existing} sind nur noch {free // 1024**2} MiB frei, "
            f"nötig sind {minimum // 1024**2} MiB.",
            "Geben Sie Platz frei oder nennen Sie mit OZG_DATA_DIR einen Ordner auf einem anderen Datenträger.",
        )


def prepare(folder: Path) -> None:
    """Make the data folder with marker and subfolders; a foreign folder is refused.

    The folder itself is 0711 for root, so that the database account can pass through
    to its cluster; everything else inside is 0700.
    """
    if folder.exists() and not (folder / MARKER).exists() and any(folder.iterdir()):
        raise OpsError(
            f"Der Ordner {folder} ist nicht leer und gehört nicht zu OZG-Cloud.",
            "Nennen Sie mit OZG_DATA_DIR einen leeren oder noch nicht vorhandenen Ordner.",
        )
    root = os.geteuid() == 0
    if root:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o711)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711 if root else 0o700)
    (folder / MARKER).write_text(MARKER_TEXT)
    for name in SUBFOLDERS:
        (folder / name).mkdir(mode=0o700, exist_ok=True)


def empty(folder: Path) -> None:
    """Delete what the data folder holds (`--fresh`); only one with our marker.

    Marker and lock stay: an interrupted deletion is still recognised as ours, and
    the caller holds the lock.
    """
    if not (folder / MARKER).is_file():
        raise OpsError(
            f"Der Ordner {folder} trägt kein Kennzeichen von OZG-Cloud und wird nicht gelöscht.",
            f"Prüfen Sie OZG_DATA_DIR. Ein eigener Datenordner enthält die Datei {MARKER}.",
        )
    for entry in folder.iterdir():
        if entry.name in (MARKER, LOCK):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


@contextlib.contextmanager
def sole_user(folder: Path) -> Iterator[bool]:
    """Hold the data folder's lock; yields False when another supervisor has it."""
    with (folder / LOCK).open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextlib.contextmanager
def shared_use(folder: Path) -> Iterator[None]:
    """Hold a share in a running database; its starter waits for all shares."""
    with (folder / "mitnutzung.sperre").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield


def wait_for_sharers(folder: Path) -> None:
    """Block until nobody holds a share any more."""
    with (folder / "mitnutzung.sperre").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, all or nothing."""
    draft = path.with_name(path.name + ".neu")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(text)
    draft.replace(path)


def open_private(path: Path) -> IO[bytes]:
    """Open a file for output that only its owner may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def secret_key(folder: Path) -> str:
    """The installation's secret key, made once."""
    path = folder / "schluessel"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text()


def key_ring(folder: Path) -> Path:
    """The file with the keys under which stored files are encrypted, made once with one key."""
    path = folder / "schluesselring"
    if not path.exists():
        write_private(path, f"{uuid4()} {base64.b64encode(secrets.token_bytes(32)).decode()}\n")
    return path


def passwords(folder: Path, roles: tuple[str, ...]) -> dict[str, str]:
    """Random passwords of the database roles, made once; new roles get theirs later."""
    path = folder / "rollen.json"
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    missing = [role for role in roles if role not in known]
    if missing:
        known |= {role: secrets.token_urlsafe(24) for role in missing}
        write_private(path, json.dumps(known, indent=1))
    return known

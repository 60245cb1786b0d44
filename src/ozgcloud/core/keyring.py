"""The installation's keys: a file with one line per key, `<UUID> <32 bytes in base64>`, the first is the active one.

It stands outside of the database and of its backups (`OZG_KEY_RING`, by default `schluesselring` in the data folder,
made by `./ozg`). It is read again as soon as the file changes, so a rotation needs no restart.
"""

import base64
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from ozgcloud.core import envelope
from ozgcloud.core.envelope import Header, Level
from ozgcloud.core.errors import Retry

MISSING = (
    "Der Schlüsselring dieser Installation ist nicht lesbar, deshalb können zurzeit keine Dateien gespeichert oder "
    "geöffnet werden. Bitte versuchen Sie es später erneut und melden Sie es dem Betrieb (OZG_KEY_RING)."
)
GONE = (
    "Der Hauptschlüssel, mit dem diese Datei gesichert ist, fehlt im Schlüsselring. "
    "Bitte melden Sie das dem Betrieb (OZG_KEY_RING)."
)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys of the installation in their order; the first wraps, all unwrap."""

    keys: tuple[tuple[UUID, bytes], ...] = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        """Read the file's text; empty lines and lines that begin with # are comments. Raises ValueError."""
        keys = []
        for line in text.splitlines():
            if line.strip() and not line.startswith("#"):
                name, secret = line.split()
                key = base64.b64decode(secret, validate=True)
                if len(key) != envelope.KEY_BYTES:
                    raise ValueError(f"Der Schlüssel {name} hat {len(key)} statt {envelope.KEY_BYTES} Bytes.")
                keys.append((UUID(name), key))
        if not keys:
            raise ValueError("Der Schlüsselring ist leer.")
        return cls(tuple(keys))

    def text(self) -> str:
        """As the file holds it."""
        return "".join(f"{name} {base64.b64encode(key).decode()}\n" for name, key in self.keys)

    @property
    def active(self) -> UUID:
        """Id of the key that wraps now."""
        return self.keys[0][0]

    def wrap(self, secret: bytes, context: bytes) -> bytes:
        """Wrap by the active key."""
        key_id, key = self.keys[0]
        return envelope.wrap(secret, key, Header(Level.INSTALLATION, key_id), context)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Unwrap by the key the header names. Raises WrongKey, Retry when the ring does not have that key."""
        key_id = envelope.read_header(wrapped).key_id
        key = dict(self.keys).get(key_id)
        if key is None:
            raise Retry(GONE)
        return envelope.unwrap(wrapped, key, context)

    def with_new_key(self) -> "KeyRing":
        """A ring with one more key, which is the active one."""
        return KeyRing(((uuid4(), envelope.new_key()), *self.keys))

    def only_active(self) -> "KeyRing":
        """A ring without the former keys."""
        return KeyRing(self.keys[:1])


def _path() -> Path:
    return Path(settings.ENV.key_ring)


_lock = threading.Lock()
_known: dict[Path, tuple[tuple[int, int, int], KeyRing]] = {}


def key_ring() -> KeyRing:
    """The ring as the file says now. Raises Retry when there is none that can be read."""
    path = _path()
    try:
        stat = path.stat()
        stamp = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        with _lock:
            known = _known.get(path)
            if known is None or known[0] != stamp:
                known = (stamp, KeyRing.parse(path.read_text(encoding="ascii")))
                _known[path] = known
    except (OSError, ValueError):
        raise Retry(MISSING) from None
    return known[1]


def write_ring(ring: KeyRing) -> None:
    """Replace the file, all or nothing, readable by its owner only."""
    path = _path()
    draft = path.with_name(f"{path.name}.neu")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(ring.text())
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)

"""Data keys of files and the keys they are wrapped by.

At intake, where the Mandant is not known yet, a data key is wrapped by the installation's key ring; when the file is
released, in its Mandant's scope, it is wrapped anew by the Mandant's own key. A Mandant's keys stand in
`mandantenschluessel`, wrapped by the key ring: who has the table has nothing without the ring, and destroying a row
makes every file of that key unreadable.
"""

import threading
import time
from collections.abc import Callable, Iterable
from uuid import UUID

from ozgcloud.core import envelope
from ozgcloud.core.clock import now
from ozgcloud.core.envelope import Header, Level
from ozgcloud.core.errors import NotFound
from ozgcloud.core.files import FileStore
from ozgcloud.core.keyring import KeyRing, key_ring
from ozgcloud.core.models import Datei, DateiStatus, Mandantenschluessel
from ozgcloud.core.tenancy import current_mandant, mandant_scope
from ozgcloud.core.types import new_id

DESTROYED = "Diese Datei ist nicht mehr lesbar: Ihr Schlüssel wurde endgültig vernichtet."
CACHE_SECONDS = 30.0
"""How long a process keeps a Mandant's key: the longest time for which a destroyed key is still known anywhere."""

KeySource = Callable[[int, UUID], bytes]
"""(Mandant, id of its key) → that key as the table keeps it, empty when destroyed."""


class _Cache:
    """Keys of Mandanten this process has used lately."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: dict[tuple[int, UUID], tuple[float, bytes]] = {}

    def get(self, mandant_id: int, key_id: UUID, load: KeySource, ring: Callable[[], KeyRing] = key_ring) -> bytes:
        """The key, unwrapped. Raises NotFound when it is destroyed, WrongKey, Retry."""
        with self._lock:
            kept, key = self._keys.get((mandant_id, key_id), (0.0, b""))
        if time.monotonic() - kept < CACHE_SECONDS and key:
            return key
        wrapped = load(mandant_id, key_id)
        if not wrapped:
            raise NotFound(DESTROYED)
        key = ring().unwrap(wrapped, _context(mandant_id, key_id))
        with self._lock:
            self._keys[(mandant_id, key_id)] = (time.monotonic(), key)
        return key

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._keys.clear()


_cache = _Cache()


def forget_keys() -> None:
    """Forget the keys of Mandanten in this process, after one was destroyed."""
    _cache.clear()


def _context(mandant_id: int, key_id: UUID) -> bytes:
    return b"mandant" + mandant_id.to_bytes(4, "big") + key_id.bytes


def load_key(mandant_id: int, key_id: UUID) -> bytes:
    """A Mandant's key as the table keeps it; enters its scope. Empty when it is destroyed or gone."""
    with mandant_scope(mandant_id):
        row = Mandantenschluessel.objects.filter(id=key_id).first()
    return bytes(row.geheimnis) if row else b""


class HouseKeys:
    """The data keys of this installation; see `core.files.DataKeys`."""

    def __init__(self, load: KeySource = load_key, ring: Callable[[], KeyRing] = key_ring) -> None:
        self._load, self._ring = load, ring

    def new(self, schluessel: UUID) -> tuple[bytes, bytes]:
        """A fresh data key, plain and wrapped by the installation. Raises Retry without a key ring."""
        key = envelope.new_key()
        return key, self._ring().wrap(key, schluessel.bytes)

    def unwrap(self, schluesselgeheimnis: bytes, schluessel: UUID) -> bytes:
        """The data key of one file. Raises WrongKey, NotFound for a destroyed key, Retry for a missing one."""
        header = envelope.read_header(schluesselgeheimnis)
        if header.level is Level.INSTALLATION:
            return self._ring().unwrap(schluesselgeheimnis, schluessel.bytes)
        key = _cache.get(header.mandant_id, header.key_id, self._load, self._ring)
        return envelope.unwrap(schluesselgeheimnis, key, schluessel.bytes)


def current_key(*, lock: bool = False) -> Mandantenschluessel:
    """The newest living key of the Mandant whose scope is open; its first one is made here."""
    rows = Mandantenschluessel.objects.filter(vernichtet_am__isnull=True).order_by("-nummer")
    row = (rows.select_for_update() if lock else rows).first()
    return row or add_key()


def add_key() -> Mandantenschluessel:
    """One more key for the open Mandant. Of two that are made at once one wins, and both get that one."""
    mandant_id, key_id = current_mandant(), new_id()
    last = Mandantenschluessel.objects.order_by("-nummer").first()
    nummer = last.nummer + 1 if last else 1
    geheimnis = key_ring().wrap(envelope.new_key(), _context(mandant_id, key_id))
    row = Mandantenschluessel(id=key_id, mandant_id=mandant_id, nummer=nummer, geheimnis=geheimnis)
    Mandantenschluessel.objects.bulk_create([row], ignore_conflicts=True)
    return Mandantenschluessel.objects.get(nummer=nummer)


def for_mandant(schluesselgeheimnis: bytes, schluessel: UUID, *, by: Mandantenschluessel | None = None) -> bytes:
    """The same data key wrapped by the key of the open Mandant (`by`: by that one); nothing for a file without."""
    if not schluesselgeheimnis:
        return b""
    mandant_id, row = current_mandant(), by or current_key()
    key = _cache.get(mandant_id, row.id, lambda _mandant, _key: bytes(row.geheimnis))
    data_key = HouseKeys().unwrap(schluesselgeheimnis, schluessel)
    return envelope.wrap(data_key, key, Header(Level.MANDANT, row.id, mandant_id), schluessel.bytes)


def waiting_of(ids: Iterable[UUID]) -> list[UUID]:
    """Store keys of those files of the open Mandant that are not released yet."""
    return list(Datei.objects.filter(id__in=list(ids), status=DateiStatus.WARTET).values_list("schluessel", flat=True))


def record_release(ids: Iterable[UUID]) -> int:
    """The bytes of these files are released: say so, and wrap their data keys by the Mandant's key. Returns how many.

    Repeatable. Call inside the Mandant's scope.
    """
    waiting = list(Datei.objects.select_for_update().filter(id__in=list(ids), status=DateiStatus.WARTET))
    by = current_key() if any(datei.datenschluessel for datei in waiting) else None
    for datei in waiting:
        key = for_mandant(bytes(datei.datenschluessel or b""), datei.schluessel, by=by) or None
        Datei.objects.filter(id=datei.id).update(datenschluessel=key, status=DateiStatus.FREI.value)
    return len(waiting)


def release_now(store: FileStore, datei: Datei) -> None:
    """Release one file at once, for seeding: bytes first, then its row."""
    store.release(datei.schluessel)
    record_release([datei.id])


def rewrap_ring(rows: Iterable[Mandantenschluessel]) -> int:
    """Wrap the Mandant's keys by the active key of the ring where they are not; returns how many."""
    ring, moved = key_ring(), 0
    for row in rows:
        if row.geheimnis and envelope.read_header(bytes(row.geheimnis)).key_id != ring.active:
            context = _context(row.mandant_id, row.id)
            row.geheimnis = ring.wrap(ring.unwrap(bytes(row.geheimnis), context), context)
            row.save(update_fields=("geheimnis",))
            moved += 1
    return moved


def destroy_keys(*, nummer_until: int | None = None) -> int:
    """Destroy the keys of the open Mandant (up to a number) for good; returns how many."""
    rows = Mandantenschluessel.objects.filter(vernichtet_am__isnull=True)
    if nummer_until is not None:
        rows = rows.filter(nummer__lte=nummer_until)
    return rows.update(geheimnis=b"", vernichtet_am=now())


def list_keys(mandant_id: int) -> list[tuple[int, UUID, bytes]]:
    """Mandant, id and wrapped form of its living keys."""
    with mandant_scope(mandant_id):
        rows = Mandantenschluessel.objects.filter(vernichtet_am__isnull=True).order_by("nummer")
        return [(mandant_id, row.id, bytes(row.geheimnis)) for row in rows]


def restore_keys(mandant_id: int, keys: dict[UUID, bytes]) -> int:
    """Replace the wrapped form of the Mandant's keys by these, and destroy those not named; returns how many."""
    taken = 0
    with mandant_scope(mandant_id):
        for row in Mandantenschluessel.objects.select_for_update().filter(vernichtet_am__isnull=True):
            secret = keys.get(row.id, b"")
            row.geheimnis, row.vernichtet_am = secret, None if secret else now()
            row.save(update_fields=("geheimnis", "vernichtet_am"))
            taken += bool(secret)
    return taken

"""Wrapping keys anew, in small steps that may be cut off and repeated: what is done already is not found again.

Each function works in one Mandant's scope, which it opens itself, one transaction per step.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import BinaryField
from django.db.models.functions import Substr

from ozgcloud.core import datakeys
from ozgcloud.core.envelope import ID_AT, ID_BYTES, LEVEL_AT, Level
from ozgcloud.core.keyring import KeyRing, key_ring
from ozgcloud.core.models import Datei, Mandantenschluessel
from ozgcloud.core.tenancy import mandant_scope

STEP = 500
Wrap = Callable[[bytes, UUID], bytes]


def living_keys(mandant_id: int) -> list[tuple[int, UUID]]:
    """Number and id of the Mandant's keys that are not destroyed, the newest first."""
    with mandant_scope(mandant_id):
        rows = Mandantenschluessel.objects.filter(vernichtet_am__isnull=True).order_by("-nummer")
        return list(rows.values_list("nummer", "id"))


def to_active_ring(mandant_id: int) -> int:
    """Wrap by the ring's active key what the ring wraps in this Mandant: its keys, and files that still wait."""
    moved = 0
    with mandant_scope(mandant_id):
        moved += datakeys.rewrap_ring(Mandantenschluessel.objects.select_for_update().order_by("nummer"))
    ring = key_ring()

    def former() -> Any:
        return _wrapped(Level.INSTALLATION).exclude(kennung=ring.active.bytes)

    while step := _step(mandant_id, former, lambda secret, schluessel: rewrapped(ring, secret, schluessel)):
        moved += step
    return moved


def left_on_old_ring(mandant_id: int) -> int:
    """How much in this Mandant still needs a former key of the ring."""
    active = key_ring().active
    with mandant_scope(mandant_id):
        keys: Any = Mandantenschluessel.objects.filter(vernichtet_am__isnull=True)
        former = keys.annotate(kennung=_slice("geheimnis", ID_AT, ID_BYTES)).exclude(kennung=active.bytes)
        return int(former.count()) + int(_wrapped(Level.INSTALLATION).exclude(kennung=active.bytes).count())


def to_newest_key(mandant_id: int) -> int:
    """Wrap the data keys of this Mandant's released files by its newest key; returns how many were moved."""
    with mandant_scope(mandant_id):
        newest = datakeys.current_key()
    # Not simply all others: what a destroyed key has wrapped stays as it is.
    former = [key_id.bytes for _, key_id in living_keys(mandant_id) if key_id != newest.id]
    moved = 0
    while step := _step(
        mandant_id,
        lambda: _wrapped(Level.MANDANT).filter(kennung__in=former),
        lambda secret, schluessel: datakeys.for_mandant(secret, schluessel, by=newest),
    ):
        moved += step
    return moved


def rewrapped(ring: KeyRing, secret: bytes, schluessel: UUID) -> bytes:
    """A data key under the ring's active key."""
    return ring.wrap(ring.unwrap(secret, schluessel.bytes), schluessel.bytes)


def _step(mandant_id: int, find: Callable[[], Any], wrap: Wrap) -> int:
    with mandant_scope(mandant_id):
        rows = list(find().select_for_update().order_by("id")[:STEP])
        for datei in rows:
            datei.datenschluessel = wrap(bytes(datei.datenschluessel or b""), datei.schluessel)
            datei.save(update_fields=("datenschluessel",))
    return len(rows)


def _wrapped(level: Level) -> Any:
    """Encrypted files whose data key is wrapped on this level, with the id of the wrapping key as `kennung`."""
    named: Any = Datei.objects.filter(datenschluessel__isnull=False).annotate(
        ebene=_slice("datenschluessel", LEVEL_AT, 1), kennung=_slice("datenschluessel", ID_AT, ID_BYTES)
    )
    return named.filter(ebene=bytes([level]))


def _slice(field: str, at: int, count: int) -> Substr:
    return Substr(field, at, count, output_field=BinaryField())

"""Data keys of files of drafts, when the installation's key is renewed."""

from ozgcloud.antrag.models import EntwurfDatei
from ozgcloud.core.envelope import read_header
from ozgcloud.core.keyring import key_ring
from ozgcloud.core.tenancy import rotation_scope

STEP = 500


def count_former() -> int:
    """How many files of drafts still need a former key of the ring."""
    active = key_ring().active
    with rotation_scope():
        keys = EntwurfDatei.objects.values_list("datenschluessel", flat=True)
        return sum(1 for key in keys.iterator(STEP) if key and read_header(bytes(key)).key_id != active)


def rewrap_drafts() -> int:
    """Wrap them by the ring's active key, some in each transaction; returns how many."""
    ring, moved, behind = key_ring(), 0, None
    while True:
        with rotation_scope():
            rows = EntwurfDatei.objects.select_for_update().order_by("id")
            page = list((rows.filter(id__gt=behind) if behind else rows)[:STEP])
            for row in page:
                key, context = bytes(row.datenschluessel), row.schluessel.bytes
                if key and read_header(key).key_id != ring.active:
                    row.datenschluessel = ring.wrap(ring.unwrap(key, context), context)
                    row.save(update_fields=("datenschluessel",))
                    moved += 1
        if not page:
            return moved
        behind = page[-1].id

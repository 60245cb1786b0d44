"""Data keys of uploads on their way, when the installation's key is renewed."""

from typing import Any

from ozgcloud.core.envelope import read_header
from ozgcloud.core.keyring import key_ring
from ozgcloud.core.tenancy import EVERY_CLIENT, client_scope
from ozgcloud.schnittstelle.models import Client, Upload, UploadTeil

TABLES: tuple[Any, ...] = (Upload, UploadTeil)


def count_former() -> int:
    """How many uploads and parts still need a former key of the ring."""
    found = 0
    for client_id in _clients():
        with client_scope(client_id):
            found += sum(len(_former(table.objects.all())) for table in TABLES)
    return found


def rewrap_uploads() -> int:
    """Wrap them by the ring's active key; returns how many."""
    ring, moved = key_ring(), 0
    for client_id in _clients():
        with client_scope(client_id):
            for table in TABLES:
                for row in _former(table.objects.select_for_update()):
                    context = row.schluessel.bytes
                    row.datenschluessel = ring.wrap(ring.unwrap(bytes(row.datenschluessel), context), context)
                    row.save(update_fields=("datenschluessel",))
                    moved += 1
    return moved


def _clients() -> list[str]:
    with client_scope(EVERY_CLIENT):
        return [str(client_id) for client_id in Client.objects.order_by("id").values_list("id", flat=True)]


def _former(rows: Any) -> list[Any]:
    """Few rows at a time: an upload lives for a day."""
    active = key_ring().active
    return [row for row in rows if row.datenschluessel and read_header(bytes(row.datenschluessel)).key_id != active]

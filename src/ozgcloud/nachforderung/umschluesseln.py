"""Data keys of files of unfinished answers, when the installation's key is renewed."""

from django.db.models import QuerySet

from ozgcloud.core.envelope import read_header
from ozgcloud.core.keyring import key_ring
from ozgcloud.core.rotation import rewrapped
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.nachforderung.models import Antwortdatei


def count_former(mandant_id: int) -> int:
    """How many of this Mandant still need a former key of the ring."""
    with mandant_scope(mandant_id):
        return len(_former(list(_unsent())))


def rewrap_answers(mandant_id: int) -> int:
    """Wrap them by the ring's active key; returns how many. Few wait at a time, so one transaction takes them all."""
    ring = key_ring()
    with mandant_scope(mandant_id):
        rows = _former(list(_unsent().select_for_update()))
        for row in rows:
            row.datenschluessel = rewrapped(ring, bytes(row.datenschluessel), row.schluessel)
            row.save(update_fields=("datenschluessel",))
    return len(rows)


def _unsent() -> QuerySet[Antwortdatei]:
    return Antwortdatei.objects.filter(datei_id__isnull=True).order_by("id")


def _former(rows: list[Antwortdatei]) -> list[Antwortdatei]:
    active = key_ring().active
    return [row for row in rows if row.datenschluessel and read_header(bytes(row.datenschluessel)).key_id != active]

"""What is cleared away on its own: bytes no record names, and drafts nobody came back to."""

from uuid import UUID

from django.db import connections, transaction

from ozgcloud.antrag.rules import DRAFT_LIFETIME
from ozgcloud.core import clock
from ozgcloud.core.store import file_store

ALIAS = "relay"


def clear_old_drafts() -> int:
    """Delete unsubmitted drafts untouched for 30 days, and submitted ones' remains; returns how many."""
    limit = clock.now() - DRAFT_LIFETIME
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute(
            "DELETE FROM entwurf_datei WHERE entwurf_id IN (SELECT id FROM entwurf WHERE geaendert_am < %s)", [limit]
        )
        cursor.execute("DELETE FROM entwurf WHERE geaendert_am < %s", [limit])
        return int(cursor.rowcount)


def sweep_files() -> int:
    """Delete pending files that neither a draft, nor a case, nor an unfinished answer names; returns how many."""
    return len(file_store().sweep(_is_known))


def _is_known(schluessel: UUID) -> bool:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM datei WHERE schluessel = %s)"
            " OR EXISTS (SELECT FROM entwurf_datei WHERE schluessel = %s)"
            " OR EXISTS (SELECT FROM nachforderung_datei WHERE schluessel = %s)",
            [schluessel] * 3,
        )
        return bool(cursor.fetchone()[0])

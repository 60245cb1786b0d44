"""What becomes of stored files: their bytes are released, and they are checked for malware.

Files are checked once after their Antrag came in, and again for a week whenever the signatures have changed: most new
malware is known within days. What no scanner has seen yet (it was away, or set up later) is made up for by the hour.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog

from ozgcloud.bescheid.actions.release_bescheid import release_bescheid as record_letter
from ozgcloud.bescheid.queries import waiting_dokument
from ozgcloud.core.actor import Actor, system_actor
from ozgcloud.core.errors import OzgError, Reject
from ozgcloud.core.port import Scanergebnis
from ozgcloud.core.scan import has_scanner, scanner
from ozgcloud.core.store import file_store
from ozgcloud.eingang.actions.note_unscannable import note_unscannable
from ozgcloud.eingang.actions.record_scan import record_scan
from ozgcloud.eingang.actions.release_dateien import release_dateien as record_files
from ozgcloud.eingang.queries import AnlageZeile, list_unscanned, unscanned_of, waiting_dateien
from ozgcloud.flow.kinds import Anlass
from ozgcloud.mandant.queries import list_mandant_ids
from ozgcloud.nachforderung.actions.quarantine_antwort import quarantine_antwort
from ozgcloud.nachforderung.actions.release_antwortdateien import release_antwortdateien as record_answers
from ozgcloud.nachforderung.queries import list_missed, unscanned_antwortdateien, waiting_antwortdateien
from ozgcloud.weiterleitung.actions.release_vordateien import release_vordateien as record_luggage
from ozgcloud.weiterleitung.queries import waiting_vordateien

Gesehen = tuple[UUID, Scanergebnis | None]
"""A file and what the scanner said; None when it does not take a file of this size."""
log = structlog.get_logger(__name__)
RESCAN_DAYS = 7
RESCAN_AFTER = timedelta(minutes=10)
RESCAN_LIMIT = 200
"""Files of one Mandant in one round; the rest follows in the next."""


def release_dateien(actor: Actor, anlass: Anlass) -> list[UUID]:
    """The files of the Eingang are committed: those whose bytes still wait."""
    return waiting_dateien(actor, anlass.event.vorgang_id)


def release_bescheid(actor: Actor, anlass: Anlass) -> list[UUID]:
    """The document is committed: its bytes, when they still wait."""
    return waiting_dokument(actor, anlass.event.bescheid_id)


def release_vordateien(actor: Actor, anlass: Anlass) -> list[UUID]:
    """Files that came along with a case from another office: those whose bytes still wait."""
    return waiting_vordateien(actor, anlass.event.vorgang_id)


def record_vordateien(actor: Actor, anlass: Anlass, _released: int) -> dict[str, Any]:
    """Their rows say so, and their keys are wrapped by the Mandant's."""
    return {"dateien": record_luggage(actor, vorgang_id=anlass.event.vorgang_id)}


def release_bytes(_actor: Actor, _anlass: Anlass, keys: list[UUID]) -> int:
    """Tell the store that these bytes stay."""
    store = file_store()
    for key in keys:
        store.release(key)
    return len(keys)


def record_dateien(actor: Actor, anlass: Anlass, _released: int) -> dict[str, Any]:
    """Their rows say so, and their keys are wrapped by the Mandant's."""
    return {"dateien": record_files(actor, vorgang_id=anlass.event.vorgang_id)}


def record_bescheid(actor: Actor, anlass: Anlass, _released: int) -> dict[str, Any]:
    """Its row says so, and its key is wrapped by the Mandant's."""
    return {"dateien": record_letter(actor, bescheid_id=anlass.event.bescheid_id)}


def scan_dateien(actor: Actor, anlass: Anlass) -> list[AnlageZeile] | None:
    """The files of this Eingang that were not checked yet; None when there are none."""
    return unscanned_of(actor, anlass.event.vorgang_id) or None


def scan_bytes(_actor: Actor, _anlass: Anlass, anlagen: list[AnlageZeile]) -> list[Gesehen]:
    """Ask the scanner about each. Raises Retry while it is away: nobody gets the files before."""
    return list(_scanned(anlagen))


def record_scans(actor: Actor, _anlass: Anlass, ergebnisse: list[Gesehen]) -> dict[str, Any]:
    """Keep what it said; malware, and what it does not take, keeps the file locked and calls a person."""
    found = [_record(actor, datei_id, ergebnis) for datei_id, ergebnis in ergebnisse]
    return {"dateien": len(found), "befunde": sum(found)}


def _record(actor: Actor, datei_id: UUID, ergebnis: Scanergebnis | None) -> bool:
    """Whether something was found."""
    if ergebnis is None:
        note_unscannable(actor, datei_id=datei_id)
        return False
    is_bad = record_scan(actor, datei_id=datei_id, ergebnis=ergebnis)
    if is_bad:
        quarantine_antwort(actor, datei_id=datei_id)
    return is_bad


def release_antworten(actor: Actor, anlass: Anlass) -> list[UUID]:
    """Files the citizen sent later are committed: those whose bytes still wait."""
    return waiting_antwortdateien(actor, anlass.event.vorgang_id)


def record_antworten(actor: Actor, anlass: Anlass, _released: int) -> dict[str, Any]:
    """Their rows say so, and their keys are wrapped by the Mandant's."""
    return {"dateien": record_answers(actor, vorgang_id=anlass.event.vorgang_id)}


def scan_antworten(actor: Actor, anlass: Anlass) -> list[AnlageZeile] | None:
    """Files the citizen sent later that were not checked yet; None when there are none."""
    return unscanned_antwortdateien(actor, anlass.event.vorgang_id) or None


def _scanned(anlagen: list[AnlageZeile]) -> Iterator[Gesehen]:
    looking, store = scanner(), file_store()
    for anlage in anlagen:
        try:
            yield anlage.datei_id, looking.scan(store.stream(anlage.verweis))
        except Reject as error:
            log.warning("file refused by scanner", datei_id=str(anlage.datei_id), code=error.code)
            yield anlage.datei_id, None


def rescan_files() -> int:
    """Check what was missed, and recent files again when the signatures have changed; returns how many."""
    if not has_scanner():
        return 0
    stand = scanner().signaturen().stand
    return sum(_rescan(system_actor(mandant_id), stand) for mandant_id in list_mandant_ids())


def _rescan(actor: Actor, stand: str) -> int:
    count = 0
    anlagen = list_unscanned(actor, stand, days=RESCAN_DAYS, younger=RESCAN_AFTER, limit=RESCAN_LIMIT)
    for anlage in [*anlagen, *list_missed(actor, younger=RESCAN_AFTER, limit=RESCAN_LIMIT)]:
        try:
            for datei_id, ergebnis in _scanned([anlage]):
                _record(actor, datei_id, ergebnis)
                count += ergebnis is not None
        except OzgError as error:
            log.warning("file not scanned", datei_id=str(anlage.datei_id), code=error.code)
    return count

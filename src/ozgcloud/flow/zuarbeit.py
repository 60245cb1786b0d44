"""Zuarbeiten on their way between two offices: a copy each way, exactly once, with files of its own.

Copies are found again by their ids, which follow from the ids of what is copied, so a repetition after a crash at any
point changes nothing; bytes copied in vain are swept.
"""

from typing import Any
from uuid import UUID

import structlog

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, system_actor
from ozgcloud.core.datakeys import record_release, waiting_of
from ozgcloud.core.errors import OzgError
from ozgcloud.core.port import Scanergebnis
from ozgcloud.core.scan import scanner
from ozgcloud.core.store import file_store
from ozgcloud.eingang.actions.record_scan import record_scan
from ozgcloud.flow.abgabe import copy_files
from ozgcloud.flow.kinds import Anlass
from ozgcloud.mandant.queries import list_mandant_ids
from ozgcloud.uebung.uhr import in_zeit_von
from ozgcloud.zuarbeit.actions.accept_anfrage import accept_anfrage
from ozgcloud.zuarbeit.actions.accept_mitteilung import accept_mitteilung
from ozgcloud.zuarbeit.actions.erase_zuarbeit import erase_zuarbeit
from ozgcloud.zuarbeit.actions.record_zuarbeit import record_zuarbeit
from ozgcloud.zuarbeit.actions.write_beitrag import Wort, write_beitrag
from ozgcloud.zuarbeit.queries import Dateizeile, files_of, list_due_reminders, list_erasable, unscanned_of
from ozgcloud.zuarbeit.rules import Anfrage, Art, Mitteilung
from ozgcloud.zuarbeit.versand import compose_anfrage, compose_mitteilung

log = structlog.get_logger(__name__)
REMINDER = "Wir warten noch auf Ihre Antwort. Die Frist läuft in Kürze ab oder ist abgelaufen."


def prepare_zuarbeit(actor: Actor, anlass: Anlass) -> Anfrage:
    """The question as it lies here, in the scope of the office that asks."""
    return compose_anfrage(actor, vorgang_id=anlass.event.vorgang_id, zuarbeit_id=anlass.event.zuarbeit_id)


def hand_over_zuarbeit(_actor: Actor, _anlass: Anlass, anfrage: Anfrage) -> UUID:
    """Copy the files, then open the question at the asked office in a transaction of its own; returns its id there."""
    dateien = copy_files(anfrage.dateien)
    accept_anfrage(system_actor(anfrage.mandant_id), anfrage=anfrage, dateien=dateien)
    return anfrage.id


def record_delivered(actor: Actor, anlass: Anlass, ziel_id: UUID) -> dict[str, Any]:
    """The asked office has it."""
    event = anlass.event
    record_zuarbeit(actor, vorgang_id=event.vorgang_id, zuarbeit_id=event.zuarbeit_id)
    return {"mandant": event.ziel_mandant, "zuarbeit": str(ziel_id)}


def prepare_beitrag(actor: Actor, anlass: Anlass) -> Mitteilung:
    """What was written, in the scope of the office that wrote it."""
    return compose_mitteilung(actor, zuarbeit_id=anlass.event.zuarbeit_id, beitrag_id=anlass.event.beitrag_id)


def hand_over_beitrag(_actor: Actor, _anlass: Anlass, mitteilung: Mitteilung) -> UUID:
    """Copy the files, then write it down at the other office. Raises Retry while the question is not there yet."""
    dateien = copy_files(mitteilung.dateien)
    accept_mitteilung(system_actor(mitteilung.mandant_id), mitteilung=mitteilung, dateien=dateien)
    return mitteilung.id


def record_beitrag(_actor: Actor, anlass: Anlass, ziel_id: UUID) -> dict[str, Any]:
    """The other office has it."""
    return {"mandant": anlass.event.ziel_mandant, "beitrag": str(ziel_id)}


def _ids(anlass: Anlass) -> list[UUID]:
    event = anlass.event
    return [datei.id for datei in files_of(event.zuarbeit_id, getattr(event, "beitrag_id", None))]


def release_zuarbeit(_actor: Actor, anlass: Anlass) -> list[UUID]:
    """Files of the question or Beitrag whose bytes still wait."""
    return waiting_of(_ids(anlass))


def record_zuarbeit_dateien(_actor: Actor, anlass: Anlass, _released: int) -> dict[str, Any]:
    """Their rows say that they stay, and their keys are wrapped by the Mandant's."""
    return {"dateien": record_release(_ids(anlass))}


def scan_zuarbeit(actor: Actor, anlass: Anlass) -> list[Dateizeile] | None:
    """Uploaded files that were not checked yet; None when there are none."""
    return unscanned_of(actor, anlass.event.zuarbeit_id, anlass.event.beitrag_id) or None


def scan_zuarbeit_bytes(_actor: Actor, _anlass: Anlass, dateien: list[Dateizeile]) -> list[tuple[UUID, Scanergebnis]]:
    """Ask the scanner about each. Raises Retry while it is away: nothing is handed over before."""
    looking, store = scanner(), file_store()
    return [(datei.id, looking.scan(store.stream(datei.verweis))) for datei in dateien]


def record_zuarbeit_scans(actor: Actor, _anlass: Anlass, ergebnisse: list[tuple[UUID, Scanergebnis]]) -> dict[str, Any]:
    """Keep what it said; a file with malware is locked and stays here."""
    found = [record_scan(actor, datei_id=datei_id, ergebnis=ergebnis) for datei_id, ergebnis in ergebnisse]
    return {"dateien": len(found), "befunde": sum(found)}


def remind_zuarbeiten() -> int:
    """Remind every office whose answer is due within two days, once; returns how many."""
    count = 0
    for mandant_id in list_mandant_ids():
        with in_zeit_von(mandant_id):
            count += remind_in(mandant_id)
    return count


def remind_in(mandant_id: int) -> int:
    """The same in one Mandant, at the time of the caller."""
    count, actor = 0, system_actor(mandant_id)
    for zuarbeit_id in list_due_reminders(actor, today=clock.today()):
        try:
            write_beitrag(actor, zuarbeit_id=zuarbeit_id, wort=Wort(art=Art.ERINNERUNG, text=REMINDER))
            count += 1
        except OzgError as error:
            log.warning("not reminded", zuarbeit_id=str(zuarbeit_id), code=error.code)
    return count


def erase_zuarbeiten() -> int:
    """Erase copies whose time is over, records first, then bytes; returns how many."""
    count, store = 0, file_store()
    for mandant_id in list_mandant_ids():
        actor = system_actor(mandant_id)
        with in_zeit_von(mandant_id):
            for zuarbeit_id in list_erasable(actor):
                for key in erase_zuarbeit(actor, zuarbeit_id=zuarbeit_id):
                    store.discard(key)
                count += 1
    return count

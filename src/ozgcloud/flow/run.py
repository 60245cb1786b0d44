"""Execute one consequence of one event, once in effect."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

import structlog

from ozgcloud.core import journal
from ozgcloud.core.actor import Actor, system_actor
from ozgcloud.core.errors import NotFound, OzgError, Reject, Retry
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.delivery.actions.begin_delivery import begin_delivery
from ozgcloud.delivery.actions.finish_delivery import finish_delivery
from ozgcloud.delivery.queries import get_delivery, read_ereignis
from ozgcloud.delivery.rules import DeliveryStatus, is_exhausted, wait_before
from ozgcloud.flow.kinds import Anlass, Delivery, Portions, Step
from ozgcloud.flow.table import consequence
from ozgcloud.uebung.uhr import in_zeit_von

log = structlog.get_logger(__name__)
DONE = (DeliveryStatus.ERLEDIGT.value, DeliveryStatus.ENTFALLEN.value, DeliveryStatus.FEHLGESCHLAGEN.value)
INTERRUPTED = "Der Schritt wurde jedes Mal abgebrochen, bevor er fertig war. Bitte melden Sie das dem Betrieb."
UNEXPECTED_KIND = "unerwartet"
UNEXPECTED = "Unerwarteter Fehler im Programm. Bitte melden Sie ihn dem Betrieb."


def key_of(ereignis_id: UUID, schritt: str) -> UUID:
    """Id of a consequence: the same for every try, so the outside can recognise a repetition."""
    return uuid5(ereignis_id, schritt)


def run_consequence(mandant_id: int, ereignis_id: UUID, schritt: str) -> timedelta | None:
    """Run it; returns how long to wait before the next try, or None when there is none (done, dropped, or failed)."""
    with in_zeit_von(mandant_id):
        return _run(mandant_id, ereignis_id, schritt)


def _run(mandant_id: int, ereignis_id: UUID, schritt: str) -> timedelta | None:
    actor = system_actor(mandant_id)
    schluessel = key_of(ereignis_id, schritt)
    with mandant_scope(mandant_id):
        row = read_ereignis(ereignis_id)
        event = journal.restore(row.typ, row.daten)
        delivery = begin_delivery(
            actor,
            delivery_id=schluessel,
            ereignis_id=ereignis_id,
            vorgang_id=getattr(event, "vorgang_id", None),
            schritt=schritt,
        )
        attempt, status = delivery.versuche, delivery.status
    if status in DONE:
        return None
    anlass = Anlass(event=event, ereignis_id=ereignis_id, am=row.erstellt_am, schluessel=schluessel)
    if is_exhausted(attempt - 1):
        return _failed(actor, anlass, attempt, Reject(INTERRUPTED))
    try:
        match consequence(event, schritt):
            case Step() as step:
                _run_step(actor, step, anlass)
            case Delivery() as delivery_kind:
                _run_delivery(actor, delivery_kind, anlass)
            case Portions() as portions:
                _run_portions(actor, portions, anlass)
    except Exception as error:
        # Every failure must end in a visible row, whatever it is.
        return _failed(actor, anlass, attempt, error)
    return None


def _run_step(actor: Actor, step: Step, anlass: Anlass) -> None:
    # Under the row's lock, because a job thought dead may still be running beside its repetition.
    with mandant_scope(actor.mandant_id or 0):
        if get_delivery(anlass.schluessel, lock=True).status in DONE:
            return
        step.run(actor, anlass)
        finish_delivery(actor, delivery_id=anlass.schluessel, status=DeliveryStatus.ERLEDIGT)


def _run_portions(actor: Actor, portions: Portions, anlass: Anlass) -> None:
    while portions.run(actor, anlass):
        pass
    finish_delivery(actor, delivery_id=anlass.schluessel, status=DeliveryStatus.ERLEDIGT)


def _run_delivery(actor: Actor, delivery: Delivery, anlass: Anlass) -> None:
    with mandant_scope(actor.mandant_id or 0):
        prepared = delivery.prepare(actor, anlass)
        if prepared is None:
            finish_delivery(actor, delivery_id=anlass.schluessel, status=DeliveryStatus.ENTFALLEN)
            return
    answer = delivery.call(actor, anlass, prepared)
    with mandant_scope(actor.mandant_id or 0):
        quittung = delivery.record(actor, anlass, answer)
        finish_delivery(actor, delivery_id=anlass.schluessel, status=DeliveryStatus.ERLEDIGT, quittung=quittung)


def _failed(actor: Actor, anlass: Anlass, attempt: int, error: Exception) -> timedelta | None:
    final = isinstance(error, Reject | NotFound) or is_exhausted(attempt)
    if not isinstance(error, OzgError):
        log.error("consequence failed", ereignis_id=str(anlass.ereignis_id), typ=anlass.event.typ, exc_info=error)
    finish_delivery(
        actor,
        delivery_id=anlass.schluessel,
        status=DeliveryStatus.FEHLGESCHLAGEN if final else DeliveryStatus.OFFEN,
        fehler=error.meldung if isinstance(error, OzgError) else UNEXPECTED,
        fehlerart=error.code if isinstance(error, OzgError) else UNEXPECTED_KIND,
    )
    return None if final else wait_before(attempt, _asked(error))


def _asked(error: Any) -> timedelta | None:
    return error.after if isinstance(error, Retry) else None

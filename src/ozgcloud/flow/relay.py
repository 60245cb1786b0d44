"""From journal to jobs, exactly once.

Reads rows whose transaction is older than every running one, so no row can appear behind the cursor; expands them by
the table into jobs, counts them for the figures of the public and of the offices, enters what others learn of into the
list of events, and moves the cursor in the same transaction. Polls: a NOTIFY per event would serialise commits.
"""

import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

import structlog
from django.db import Error, connections, transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from ozgcloud.ausgang import faltung
from ozgcloud.core import journal
from ozgcloud.delivery.events import DeliveryRetried
from ozgcloud.flow.kinds import Consequence, Delivery, Portions
from ozgcloud.flow.run import key_of
from ozgcloud.flow.table import TABLE, consequences_of
from ozgcloud.kennzahlen import faltung as kennzahlen
from ozgcloud.leseprotokoll import faltung as lesen
from ozgcloud.rollout import zaehlung
from ozgcloud.rollout.zaehlung import fold

log = structlog.get_logger(__name__)
ALIAS = "relay"
BATCH = 500
IDLE_SECONDS = 0.25
ERROR_SECONDS = 0.5
TASK = "flow.consequence"

READ = """
SELECT id, mandant_id, typ, daten, erstellt_am, transaktion::text::bigint, position, akteur_art, akteur_id
FROM ereignis
WHERE transaktion >= %s::text::xid8 AND (transaktion, position) > (%s::text::xid8, %s)
  AND transaktion < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY transaktion, position
LIMIT %s
"""


class Row(NamedTuple):
    """A committed event as the relay reads it."""

    id: UUID
    mandant_id: int | None
    typ: str
    daten: dict[str, Any]
    erstellt_am: datetime
    transaktion: int
    position: int
    akteur_art: str = ""
    akteur_id: str = ""


def relay_once(limit: int = BATCH) -> int:
    """Move one batch from the journal into the queue; returns how many events were read."""
    # Not `app.with_connector`: known tasks would defer over the app's own connection, outside this transaction.
    queue = JobManager(DjangoConnector(alias=ALIAS))
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute(
            "INSERT INTO relay_stand (id, transaktion, position, geaendert_am) VALUES (1, 0, 0, now())"
            " ON CONFLICT DO NOTHING"
        )
        cursor.execute("SELECT transaktion, position FROM relay_stand WHERE id = 1 FOR UPDATE")
        transaktion, position = cursor.fetchone()
        cursor.execute(READ, [transaktion, transaktion, position, limit])
        rows = _understood([_row(row) for row in cursor.fetchall()])
        if not rows:
            return 0
        _enqueue(queue, rows)
        fold(cursor, (zaehlung.Row(*row[:5], row.position) for row in rows))
        faltung.fold(cursor, (faltung.Row(*row[:5]) for row in rows))
        kennzahlen.fold(cursor, (kennzahlen.Row(*row[1:5]) for row in rows))
        lesen.fold(cursor, (lesen.Row(*row[1:5], row.akteur_art, row.akteur_id) for row in rows))
        cursor.execute(
            "UPDATE relay_stand SET transaktion = %s, position = %s, geaendert_am = now() WHERE id = 1",
            [rows[-1].transaktion, rows[-1].position],
        )
    return len(rows)


def _row(row: Sequence[Any]) -> Row:
    return Row(row[0], row[1], row[2], json.loads(row[3]), row[4], row[5], row[6], row[7], row[8])


def _understood(rows: list[Row]) -> list[Row]:
    """Rows up to the first of a type this program does not know: a newer program beside us will take it from there."""
    types = {cls.typ for cls in TABLE}
    for number, row in enumerate(rows):
        if row.typ not in types:
            log.error("relay waits for a program that knows the event", ereignis_id=str(row.id), typ=row.typ)
            return rows[:number]
    return rows


def _enqueue(queue: JobManager, rows: list[Row]) -> None:
    for row in rows:
        if row.mandant_id is None:
            continue
        event = journal.restore(row.typ, row.daten)
        if isinstance(event, DeliveryRetried):
            _retry(queue, row.mandant_id, event)
        for consequence in consequences_of(event):
            configure_task(
                name=TASK,
                job_manager=queue,
                queue="flow",
                lock=_lock(consequence, row.mandant_id, row.daten.get("vorgang_id")),
                schedule_at=_due(consequence.hold(event), row) if isinstance(consequence, Delivery) else None,
            ).defer(mandant_id=row.mandant_id, ereignis_id=str(row.id), schritt=consequence.name)


def _lock(consequence: Consequence, mandant_id: int, vorgang_id: str | None) -> str | None:
    """Jobs with the same lock run one after the other, in order."""
    match consequence:
        case Delivery():
            return None
        case Portions():
            return f"portionen:{mandant_id}"
        case _:
            return vorgang_id


def _due(hold: Any, row: Row) -> datetime | None:
    # A practice clock may run ahead of the real one, which is the queue's.
    jetzt = datetime.now(UTC)
    due = min(row.erstellt_am, jetzt) + hold
    return due if due > jetzt else None


def _retry(queue: JobManager, mandant_id: int, retried: DeliveryRetried) -> None:
    """Find which consequence of the first event was meant: its id is made of the event's id and its name."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT typ, daten FROM ereignis WHERE id = %s", [retried.ereignis_id])
        typ, daten = cursor.fetchone()
    for consequence in consequences_of(journal.restore(typ, json.loads(daten))):
        if key_of(retried.ereignis_id, consequence.name) == retried.delivery_id:
            configure_task(name=TASK, job_manager=queue, queue="flow").defer(
                mandant_id=mandant_id, ereignis_id=str(retried.ereignis_id), schritt=consequence.name
            )


def run_relay(stop: threading.Event) -> None:
    """Poll until stopped; a lost database connection is waited out."""
    while not stop.is_set():
        try:
            moved = relay_once()
        except (Error, ConnectorException) as error:
            # Both bases: a closed connection is an InterfaceError, and the queue wraps errors of its own statements.
            log.warning("relay waits for the database", error_type=type(error).__name__)
            connections[ALIAS].close()
            stop.wait(ERROR_SECONDS)
            continue
        if moved < BATCH:
            stop.wait(IDLE_SECONDS)

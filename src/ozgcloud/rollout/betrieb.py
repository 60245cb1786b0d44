"""What operators watch: failed consequences of all Mandanten, and whether the worker keeps up."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.tenancy import land_scope
from ozgcloud.delivery.models import Delivery
from ozgcloud.delivery.rules import DeliveryStatus
from ozgcloud.mandant.models import Mandant

MOST = 200
QUEUE = """
SELECT (SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()),
    (SELECT min(coalesce(j.scheduled_at, e.at)) FROM procrastinate_jobs j
        LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
        WHERE j.status = 'todo' AND coalesce(j.scheduled_at, now()) <= now()),
    (SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND scheduled_at > now()),
    (SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'),
    (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'),
    (SELECT max(last_heartbeat) FROM procrastinate_workers),
    (SELECT geaendert_am FROM relay_stand WHERE id = 1)
"""


@dataclass(frozen=True, slots=True)
class Fehlschlag:
    """A failed consequence as an operator may know it: ids, step, age, kind of error; nothing of its content."""

    id: UUID
    mandant_id: int
    mandant: str
    schritt: str
    fehlerart: str
    versuche: int
    seit: datetime


@dataclass(frozen=True, slots=True)
class Lage:
    """The queue: jobs due, since when the oldest waits, planned, running, failed; last signs of life (None: never)."""

    faellig: int
    aelteste: datetime | None
    geplant: int
    laufend: int
    gescheitert: int
    lebenszeichen: datetime | None
    relay: datetime | None

    @property
    def alter_sekunden(self) -> int:
        """How long the oldest due job has waited."""
        return _seconds_since(self.aelteste) if self.aelteste else 0

    @property
    def stille_sekunden(self) -> int | None:
        """How long the worker has been silent; None when it never spoke."""
        return _seconds_since(self.lebenszeichen) if self.lebenszeichen else None


def _seconds_since(instant: datetime) -> int:
    return max(0, int((clock.now() - instant).total_seconds()))


def list_failed(actor: Actor) -> list[Fehlschlag]:
    """The newest 200 failed consequences of every Land, newest first. Raises Forbidden."""
    require_operator(actor)
    names = {m.id: m for m in Mandant.objects.all()}
    found: list[Fehlschlag] = []
    for land_id in sorted({m.land_id for m in names.values()}):
        with land_scope(land_id):
            rows = (
                Delivery.im_land.filter(status=DeliveryStatus.FEHLGESCHLAGEN.value)
                .order_by("-geaendert_am", "-id")
                .values_list("id", "mandant_id", "schritt", "fehlerart", "versuche", "geaendert_am")[:MOST]
            )
            found += [Fehlschlag(i, m, names[m].name, s, f, v, g) for i, m, s, f, v, g in rows]
    return sorted(found, key=lambda row: row.seit, reverse=True)[:MOST]


def read_lage(actor: Actor) -> Lage:
    """The state of queue, worker and relay now. Raises Forbidden."""
    require_operator(actor)
    with connection.cursor() as cursor:
        cursor.execute(QUEUE)
        return Lage(*cursor.fetchone())

"""The worker without a process: relay and consequences until nothing is due, on the real tables."""

import json
import time
from uuid import UUID

from django.db import connection, connections

from ozgcloud.flow.relay import BATCH, relay_once
from ozgcloud.flow.run import run_consequence

DUE = """
DELETE FROM procrastinate_jobs WHERE id IN (
    SELECT id FROM procrastinate_jobs
    WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()) ORDER BY id)
RETURNING id, args
"""


BEHIND = """
SELECT count(*) FROM ereignis e LEFT JOIN relay_stand s ON true
WHERE (e.transaktion::text::bigint, e.position) > (coalesce(s.transaktion, 0), coalesce(s.position, 0))
"""
PATIENCE_SECONDS = 180
"""Another test that creates its database holds the end of the journal back for the whole server."""
PAUSE = "SELECT pg_sleep(0.02)"


def relay_all(limit: int = BATCH) -> int:
    """Read the journal to its end. What else goes on in the server may hold the end back; that is waited out."""
    moved, end = 0, time.monotonic() + PATIENCE_SECONDS
    while True:
        step = relay_once(limit)
        moved += step
        with connections["relay"].cursor() as cursor:
            cursor.execute(BEHIND)
            if not cursor.fetchone()[0]:
                return moved
            if not step:
                cursor.execute(PAUSE)
        assert time.monotonic() < end, "The relay does not reach the end of the journal."


def drain() -> int:
    """Run everything that is due now, with its own consequences; returns how many consequences ran."""
    ran = 0
    while True:
        relay_all()
        with connection.cursor() as cursor:
            cursor.execute(DUE)
            jobs = sorted(cursor.fetchall())
        if not jobs:
            return ran
        for _, args in jobs:
            job = json.loads(args) if isinstance(args, str) else args
            run_consequence(job["mandant_id"], UUID(job["ereignis_id"]), job["schritt"])
            ran += 1

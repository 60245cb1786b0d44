"""The worker without a process: relay and consequences until nothing is due, on the real tables."""

import json
from uuid import UUID

from django.db import connection

from ozgcloud.flow.relay import relay_once
from ozgcloud.flow.run import run_consequence

DUE = """
DELETE FROM procrastinate_jobs WHERE id IN (
    SELECT id FROM procrastinate_jobs WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()) ORDER BY id)
RETURNING id, args
"""


def drain() -> int:
    """Run everything that is due now, with its own consequences; returns how many consequences ran."""
    ran = 0
    while True:
        while relay_once():
            pass
        with connection.cursor() as cursor:
            cursor.execute(DUE)
            jobs = sorted(cursor.fetchall())
        if not jobs:
            return ran
        for _, args in jobs:
            job = json.loads(args) if isinstance(args, str) else args
            run_consequence(job["mandant_id"], UUID(job["ereignis_id"]), job["schritt"])
            ran += 1

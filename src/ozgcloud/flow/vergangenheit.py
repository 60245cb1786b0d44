"""Telling the past: events of an import stand in the journal and in the figures, but nothing follows from them.

Old cases must not send letters or packages again. So the relay is moved over the events of the importing transaction
before it commits: if it fails, the cursor stands a little too far ahead of nothing; if it succeeds, nobody reads its
events as news. Everything committed before is relayed first, so nothing real is passed over. The figures are counted
afterwards from the journal (`rollout.zaehlung.recount`).
"""

import time

from django.db import connection, connections

from ozgcloud.core.errors import Conflict
from ozgcloud.flow.relay import ALIAS, relay_once

LAST_POSITION = 2**63 - 1
PATIENCE_SECONDS = 60.0
POLL_SECONDS = 0.05
BUSY = "Das System arbeitet gerade. Bitte halten Sie Web und Hintergrunddienst an und versuchen Sie es noch einmal."
LEFT_BEHIND = """
SELECT EXISTS (SELECT FROM ereignis WHERE transaktion >= %s::text::xid8
    AND (transaktion, position) > (%s::text::xid8, %s) AND transaktion < %s::text::xid8)
"""
MOVE = """
INSERT INTO relay_stand (id, transaktion, position, geaendert_am) VALUES (1, %s, %s, now())
ON CONFLICT (id) DO UPDATE SET transaktion = excluded.transaktion, position = excluded.position, geaendert_am = now()
WHERE relay_stand.transaktion < excluded.transaktion
"""


def pass_over_running_transaction() -> None:
    """Let nothing follow from the events of the running transaction of role `app`; call it last, before the commit.

    Raises Conflict when an older transaction does not end within a minute, or an event before it cannot be relayed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (own,) = cursor.fetchone()
    _wait_until_oldest(own)
    while relay_once():
        pass
    with connections[ALIAS].cursor() as cursor:
        # Asked with plain values: as a join it would read the whole journal.
        cursor.execute("SELECT transaktion, position FROM relay_stand WHERE id = 1")
        transaktion, position = cursor.fetchone()
        cursor.execute(LEFT_BEHIND, [transaktion, transaktion, position, own])
        if cursor.fetchone()[0]:
            raise Conflict(BUSY)
        cursor.execute(MOVE, [own, LAST_POSITION])


def _wait_until_oldest(own: int) -> None:
    """What an older transaction still writes would lie behind the cursor."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            if cursor.fetchone()[0] >= own:
                return
        if time.monotonic() > end:
            raise Conflict(BUSY)
        time.sleep(POLL_SECONDS)

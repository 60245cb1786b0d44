"""Bring the words of a Mandant's search up to date: those that were there before, and those no case has any more."""

from django.db import connection

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import current_mandant, in_mandant

# The triggers of `vorgangssuche` hold it together with others (migration 0020). Who waited for it would hold them up.
ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('suchwort'), %s)"
ONCE = """
DELETE FROM suchwort a USING suchwort b
WHERE a.mandant_id = %s AND b.mandant_id = a.mandant_id AND b.wort = a.wort AND b.ctid < a.ctid
"""
COLLECT = """
WITH da AS MATERIALIZED (
    SELECT word COLLATE "C" AS wort FROM ts_stat('SELECT worte FROM vorgangssuche') WHERE word COLLATE "C" >= ':'
    UNION ALL SELECT ''
), weg AS (
    DELETE FROM suchwort s WHERE s.mandant_id = %(mandant_id)s AND NOT EXISTS (SELECT FROM da WHERE da.wort = s.wort)
)
INSERT INTO suchwort (mandant_id, wort)
SELECT %(mandant_id)s, wort FROM da
WHERE NOT EXISTS (SELECT FROM suchwort s WHERE s.mandant_id = %(mandant_id)s AND s.wort = da.wort)
"""


@in_mandant
def collect_suchworte(actor: Actor) -> int | None:
    """Read the words of all cases once (at 550,000 cases 20 seconds, while none of them is indexed); afterwards the
    words are known to be complete. Returns how many were new; None when a case is being indexed, then nothing was done.
    Repeatable, no event.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [current_mandant()])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(ONCE, [current_mandant()])
        cursor.execute(COLLECT, {"mandant_id": current_mandant()})
        return int(cursor.rowcount)

"""Bring the words of a Mandant's search up to date: those that were there before, and those no case has any more."""

from django.db import connection

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import current_mandant, in_mandant

# The triggers of `vorgangssuche` hold it together with others (migration 0020).
ALONE = "SELECT pg_advisory_xact_lock(hashtext('suchwort'), %s)"
COLLECT = """
WITH da AS MATERIALIZED (
    SELECT word COLLATE "C" AS wort FROM ts_stat('SELECT worte FROM vorgangssuche') WHERE word COLLATE "C" >= ':'
), weg AS (
    DELETE FROM suchwort s WHERE s.mandant_id = %(mandant_id)s AND s.wort <> ''
      AND NOT EXISTS (SELECT FROM da WHERE da.wort = s.wort)
)
INSERT INTO suchwort (mandant_id, wort)
SELECT %(mandant_id)s, wort FROM (SELECT wort FROM da UNION ALL SELECT '') alle
ON CONFLICT DO NOTHING
"""


@in_mandant
def collect_suchworte(actor: Actor) -> int:
    """Read the words of all cases once (at 550,000 cases 15 seconds, while none of them is indexed); afterwards the
    words are known to be complete. Returns how many were new. Repeatable, no event.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [current_mandant()])
        cursor.execute(COLLECT, {"mandant_id": current_mandant()})
        return int(cursor.rowcount)

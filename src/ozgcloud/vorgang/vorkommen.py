"""What occurs among a Mandant's cases, found by leaps along an index and not by reading them."""

from django.db import connection

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import current_mandant, reads_mandant

LEAP = """
WITH RECURSIVE leap AS (
    (SELECT leistung_schluessel AS key FROM vorgang WHERE mandant_id = %(mandant)s
     ORDER BY leistung_schluessel LIMIT 1)
    UNION ALL
    SELECT (SELECT v.leistung_schluessel FROM vorgang v
            WHERE v.mandant_id = %(mandant)s AND v.leistung_schluessel > leap.key
            ORDER BY v.leistung_schluessel LIMIT 1)
    FROM leap WHERE leap.key IS NOT NULL
)
SELECT key FROM leap WHERE key IS NOT NULL
"""


@reads_mandant
def leistungen_in_use(actor: Actor) -> list[str]:
    """Keys of all Leistungen this Mandant has a case of."""
    with connection.cursor() as cursor:
        cursor.execute(LEAP, {"mandant": current_mandant()})
        return [row[0] for row in cursor.fetchall()]

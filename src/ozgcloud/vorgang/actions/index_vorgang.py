"""Keep what cases are found by, behind the intake."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import current_mandant, in_mandant

INDEX = """
INSERT INTO vorgangssuche (vorgang_id, mandant_id, created_at, kopf, worte)
SELECT v.id, v.mandant_id, v.created_at, k.kopf,
    to_tsvector('simple', k.kopf)
    || to_tsvector('german', als_worte(concat_ws(' ', k.kopf, n.texte, a.texte)))
FROM vorgang v
LEFT JOIN vorgangsdaten d ON d.mandant_id = v.mandant_id AND d.vorgang_id = v.id
LEFT JOIN eingang e ON e.mandant_id = v.mandant_id AND e.vorgang_id = v.id
CROSS JOIN LATERAL (
    SELECT left(coalesce(string_agg(text, ' '), ''), 100000) AS texte FROM notiz
    WHERE mandant_id = v.mandant_id AND vorgang_id = v.id
) n
CROSS JOIN LATERAL (
    SELECT left(string_agg(text #>> '{}', ' '), 100000) AS texte
    FROM jsonb_path_query(e.werte, 'strict $.** ? (@.type() == "string")') AS text
) a
CROSS JOIN LATERAL (
    SELECT als_worte(lower(concat_ws(' ', v.vorgangsnummer, v.aktenzeichen, d.antragsteller))) AS kopf
) k
WHERE v.mandant_id = %s AND v.id = ANY (%s)
ON CONFLICT (vorgang_id) DO UPDATE SET kopf = excluded.kopf, worte = excluded.worte
WHERE vorgangssuche.worte <> excluded.worte OR vorgangssuche.kopf <> excluded.kopf
"""


@in_mandant
def index_vorgang(actor: Actor, *, vorgang_ids: Sequence[UUID]) -> int:
    """Write anew what these cases are found by, as they are now; returns how many changed. Repeatable, no event."""
    with connection.cursor() as cursor:
        cursor.execute(INDEX, [current_mandant(), list(vorgang_ids)])
        return int(cursor.rowcount)

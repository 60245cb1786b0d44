"""Put together what all web processes have granted."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from ozgcloud.core.actor import Actor

SQL = """
INSERT INTO kontingent AS k (absender, voll_am)
SELECT absender, statement_timestamp() - %(elapsed)s * interval '1 second' + seconds * interval '1 second'
FROM unnest(%(absender)s::uuid[], %(seconds)s::float8[]) AS neu (absender, seconds) ORDER BY absender
ON CONFLICT (absender) DO UPDATE SET voll_am =
    greatest(k.voll_am, statement_timestamp() - %(elapsed)s * interval '1 second')
    + (excluded.voll_am - (statement_timestamp() - %(elapsed)s * interval '1 second'))
RETURNING absender, extract(epoch FROM voll_am - statement_timestamp())::float8
"""


@dataclass(frozen=True, slots=True)
class Verbrauch:
    """How many requests one process has granted a sender, and after how many seconds each is refilled."""

    anzahl: int
    schritt: float


def share_usage(actor: Actor, *, verbrauch: Mapping[UUID, Verbrauch], elapsed: float) -> dict[UUID, float]:
    """Add what this process granted in the last `elapsed` seconds.

    Returns per sender the seconds until its minute is full again, over all processes of the installation. One statement
    of its own in the order of the keys, so two processes never wait for each other in a circle; raises
    `django.db.Error`. No event: nothing changed for anybody.
    """
    seconds = [one.anzahl * one.schritt for one in verbrauch.values()]
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"absender": list(verbrauch), "seconds": seconds, "elapsed": elapsed})
        return dict(cursor.fetchall())

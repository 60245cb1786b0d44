"""Fold the journal into how often each party has opened a case; called by the relay with each batch."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.backends.utils import CursorWrapper

GEOEFFNET = "VorgangRead"
ADD = """
INSERT INTO lesezaehler (id, mandant_id, vorgang_id, akteur_art, akteur_id, rolle, anzahl, zuletzt_am)
SELECT gen_random_uuid(), * FROM unnest(
    %s::int[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::int[], %s::timestamptz[])
ON CONFLICT (mandant_id, vorgang_id, akteur_id) DO UPDATE SET anzahl = lesezaehler.anzahl + excluded.anzahl,
    rolle = excluded.rolle, zuletzt_am = greatest(lesezaehler.zuletzt_am, excluded.zuletzt_am)
"""


class Row(NamedTuple):
    """A committed event as the counting needs it."""

    mandant_id: int | None
    typ: str
    daten: dict[str, Any]
    erstellt_am: datetime
    akteur_art: str
    akteur_id: str


def fold(cursor: CursorWrapper, rows: Iterable[Row]) -> None:
    """Count a batch of relayed events, in the caller's transaction."""
    found: dict[tuple[int | None, str, str, str], tuple[str, int, datetime]] = {}
    for row in rows:
        if row.typ == GEOEFFNET and row.daten["vorgang_id"]:
            key = (row.mandant_id, row.daten["vorgang_id"], row.akteur_art, row.akteur_id)
            before = found.get(key, ("", 0, row.erstellt_am))
            found[key] = (row.daten.get("rolle") or before[0], before[1] + 1, max(before[2], row.erstellt_am))
    if found:
        # In the order of the key, so that two batches never wait for each other crosswise.
        lines = [(*key, *value) for key, value in sorted(found.items(), key=lambda item: str(item[0]))]
        cursor.execute(ADD, [list(column) for column in zip(*lines, strict=True)])

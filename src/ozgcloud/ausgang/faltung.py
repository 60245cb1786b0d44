"""Fold the journal into the list of events for others, exactly once.

The relay calls `fold` with each batch in the transaction that moves its cursor, under the lock of that cursor: numbers
are given in the order of commits, without gaps, and whoever has seen number n has every one before it. What a case is
about is read from the event that opened it, so cases older than this list are told too. `recheck` compares the list
with the journal: that is `ozg ereignisse pruefe`. Both run as role `relay`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from ozgcloud.ausgang.rules import sicht
from ozgcloud.ausgang.rules.arten import JOURNAL, extract
from ozgcloud.core.actor import ActorKind

ALIAS = "relay"
AUFBEWAHRUNG = timedelta(days=90)
"""How long events stay in the list."""
MOST_HANDOVERS = 10
PORTION = 1_000

READ_OPENERS = """
SELECT v.id, e.akteur_art, e.akteur_id, e.daten
FROM unnest(%s::text[]) AS v (id) CROSS JOIN LATERAL (
    SELECT akteur_art, akteur_id, daten FROM ereignis
    WHERE kette = v.id AND typ IN ('VorgangOpened', 'VorgangTakenOver') ORDER BY sequenz LIMIT 1
) e
"""
READ_MANDANTEN = "SELECT id, land_id, uebung_von_id FROM mandant WHERE id = ANY (%s)"
NUMBERS = """
INSERT INTO ausgang_stand (id, letzte, geraeumt_bis) VALUES (1, %s, 0)
ON CONFLICT (id) DO UPDATE SET letzte = ausgang_stand.letzte + excluded.letzte RETURNING letzte
"""
INSERT = """
INSERT INTO ausgang (nummer, ereignis_id, mandant_id, vorgang_id, client_id, pfad, leistung, art, zeit, daten)
SELECT * FROM unnest(%s::bigint[], %s::uuid[], %s::int[], %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[],
    %s::timestamptz[], %s::jsonb[])
"""
MISSING = """
SELECT e.id, e.mandant_id, e.typ, e.daten, e.erstellt_am FROM ereignis e, relay_stand r
WHERE r.id = 1 AND (e.transaktion, e.position) <= (r.transaktion::text::xid8, r.position)
    AND e.typ = ANY (%s) AND e.mandant_id IS NOT NULL AND e.erstellt_am >= %s
    AND NOT EXISTS (SELECT FROM ausgang a WHERE a.ereignis_id = e.id)
ORDER BY e.transaktion, e.position
"""
INVENTED = "SELECT count(*) FROM ausgang a WHERE NOT EXISTS (SELECT FROM ereignis e WHERE e.id = a.ereignis_id)"
CLEAR = """
WITH grenze AS (
    SELECT coalesce((SELECT min(nummer) - 1 FROM ausgang WHERE zeit >= %s), (SELECT letzte FROM ausgang_stand)) AS bis
), stand AS (
    UPDATE ausgang_stand SET geraeumt_bis = greatest(geraeumt_bis, (SELECT bis FROM grenze)) WHERE id = 1
)
DELETE FROM ausgang WHERE nummer <= (SELECT bis FROM grenze)
"""


class Row(NamedTuple):
    """A committed event as the relay hands it on."""

    id: UUID
    mandant_id: int | None
    typ: str
    daten: dict[str, Any]
    erstellt_am: datetime


class Herkunft(NamedTuple):
    """What a case is about: the machine that submitted it (None: somebody else), Leistung, practice."""

    client_id: UUID | None
    leistung: str
    uebung: bool


@dataclass(frozen=True, slots=True)
class Abgleich:
    """What a recheck found: events of the journal that are missing, and numbers no event of the journal stands for."""

    fehlend: int
    erfunden: int

    @property
    def stimmt(self) -> bool:
        """The list is that of the journal."""
        return not (self.fehlend or self.erfunden)


def fold(cursor: CursorWrapper, rows: Iterable[Row]) -> int:
    """Enter a batch of relayed events, in the caller's transaction; returns how many others learn of."""
    told = [row for row in rows if row.typ in JOURNAL and row.mandant_id is not None]
    if not told:
        return 0
    origins = _origins(cursor, {row.daten["vorgang_id"] for row in told})
    cursor.execute(READ_MANDANTEN, [sorted({row.mandant_id for row in told if row.mandant_id is not None})])
    mandanten = {row[0]: (row[1], row[2]) for row in cursor.fetchall()}
    cursor.execute(NUMBERS, [len(told)])
    first = cursor.fetchone()[0] - len(told) + 1
    values = [
        (first + place, *_values(row, origins.get(row.daten["vorgang_id"]), mandanten[row.mandant_id]))
        for place, row in enumerate(told)
    ]
    cursor.execute(INSERT, [list(column) for column in zip(*values, strict=True)])
    return len(told)


def _values(row: Row, origin: Herkunft | None, mandant: tuple[int, int | None]) -> tuple[Any, ...]:
    land_id, original = mandant
    client_id, leistung, uebung = origin or Herkunft(None, "0", False)
    path = sicht.path(
        uebung=uebung or original is not None,
        land_id=land_id,
        verwaltung_id=original or row.mandant_id or 0,
        leistung=leistung,
    )
    art, daten = JOURNAL[row.typ], json.dumps(extract(row.typ, row.daten))
    case = UUID(row.daten["vorgang_id"])
    return row.id, row.mandant_id, case, client_id, path, leistung, art.value, row.erstellt_am, daten


def _origins(cursor: CursorWrapper, cases: set[str]) -> dict[str, Herkunft]:
    """What each case is about; one that was handed over belongs to the machine that submitted it at first."""
    openers: dict[str, tuple[str, str, dict[str, Any]]] = {}
    wanted = cases
    for _ in range(MOST_HANDOVERS):
        cursor.execute(READ_OPENERS, [sorted(wanted)])
        found = {row[0]: (row[1], row[2], _json(row[3])) for row in cursor.fetchall()}
        openers |= found
        wanted = {d["von_vorgang_id"] for _, _, d in found.values() if "von_vorgang_id" in d} - set(openers)
        if not wanted:
            break
    return {case: _origin(case, openers) for case in cases if case in openers}


def _origin(case: str, openers: dict[str, tuple[str, str, dict[str, Any]]]) -> Herkunft:
    leistung = str(openers[case][2]["leistung"])
    kind, actor_id, daten = openers[case]
    for _ in range(MOST_HANDOVERS):
        before = openers.get(daten.get("von_vorgang_id", ""))
        if before is None:
            break
        kind, actor_id, daten = before
    return Herkunft(_client(kind, actor_id), leistung, bool(daten.get("uebung")))


def _client(kind: str, actor_id: str) -> UUID | None:
    try:
        return UUID(actor_id) if kind == ActorKind.MASCHINE.value else None
    except ValueError:
        return None


def _json(value: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(value) if isinstance(value, str) else value
    return loaded


def recheck(*, jetzt: datetime, repair: bool = False) -> Abgleich:
    """Compare the list with the journal up to the relay's cursor; `repair` enters what is missing, at its end."""
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT 1 FROM relay_stand WHERE id = 1 FOR UPDATE")
        cursor.execute(MISSING, [sorted(JOURNAL), jetzt - AUFBEWAHRUNG])
        missing = [Row(row[0], row[1], row[2], _json(row[3]), row[4]) for row in cursor.fetchall()]
        cursor.execute(INVENTED)
        invented = int(cursor.fetchone()[0])
        if repair:
            for start in range(0, len(missing), PORTION):
                fold(cursor, missing[start : start + PORTION])
            cursor.execute("DELETE FROM ausgang a WHERE NOT EXISTS (SELECT FROM ereignis e WHERE e.id = a.ereignis_id)")
    return Abgleich(len(missing), invented)


def clear_old(*, jetzt: datetime) -> int:
    """Delete what is older than `AUFBEWAHRUNG`; returns how many."""
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT 1 FROM relay_stand WHERE id = 1 FOR UPDATE")
        cursor.execute(CLEAR, [jetzt - AUFBEWAHRUNG])
        return int(cursor.rowcount)

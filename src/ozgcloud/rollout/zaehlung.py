"""Fold the journal into tables of plain numbers, exactly once.

The relay calls `fold` with each batch in the transaction that moves its cursor: a number is counted when its event is
relayed, and never twice. `recount` works the same numbers out again from the whole journal up to that cursor, under its
lock, and says what differs: that is `ozg monitor rechne`. Both run as role `relay`.

What counts as an Antrag: a `VorgangOpened`, on the day it is written (Europe/Berlin), at the Mandant it reached first.
Practice does not count; a case that is handed over later is not counted again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from ozgcloud.core.clock import berlin_date

ALIAS = "relay"
ANTRAG = "VorgangOpened"
DIENST_ENDE = "OnlinedienstWithdrawn"
VERLAUF = ("PhaseReached", "AnbindungSet", DIENST_ENDE)
UNKNOWN_WAY = "unbekannt"

ADD_ANTRAG = """
INSERT INTO antragszahl (tag, mandant_id, onlinedienst_id, leistung, kanal, anzahl)
SELECT * FROM unnest(%s::date[], %s::int[], %s::uuid[], %s::bigint[], %s::text[], %s::int[])
ON CONFLICT (mandant_id, tag, onlinedienst_id, leistung, kanal)
    DO UPDATE SET anzahl = antragszahl.anzahl + excluded.anzahl
"""
ADD_TAG = """
INSERT INTO antragstag (tag, anzahl) SELECT * FROM unnest(%s::date[], %s::int[])
ON CONFLICT (tag) DO UPDATE SET anzahl = antragstag.anzahl + excluded.anzahl
"""
ADD_VERLAUF = """
INSERT INTO rollout_verlauf (id, mandant_id, onlinedienst_id, stand, am, folge)
SELECT * FROM unnest(%s::uuid[], %s::int[], %s::uuid[], %s::text[], %s::date[], %s::bigint[])
"""
# Up to the cursor: what lies behind it the relay will still count.
READ = """
WITH bis AS (SELECT transaktion, position FROM relay_stand WHERE id = 1), gelesen AS (
    SELECT e.* FROM ereignis e, bis
    WHERE (e.transaktion, e.position) <= (bis.transaktion::text::xid8, bis.position)
)
"""
COUNT_ANTRAG = (
    READ
    + """
SELECT (erstellt_am AT TIME ZONE 'Europe/Berlin')::date, mandant_id, (daten->>'onlinedienst_id')::uuid,
    (daten->>'leistung')::bigint, coalesce(daten->>'kanal', 'unbekannt'), count(*)::int
FROM gelesen WHERE typ = 'VorgangOpened' AND NOT (daten->>'uebung')::bool
GROUP BY 1, 2, 3, 4, 5
"""
)
COUNT_VERLAUF = (
    READ
    + """
SELECT id, mandant_id, (daten->>'onlinedienst_id')::uuid,
    coalesce(daten->>'phase', daten->>'stand', 'abgekuendigt'), (daten->>'am')::date, position
FROM gelesen WHERE typ IN ('PhaseReached', 'AnbindungSet', 'OnlinedienstWithdrawn')
"""
)
COMPARE = """
WITH soll AS ({soll}), ist AS ({ist})
SELECT (SELECT count(*) FROM soll),
    (SELECT count(*) FROM (SELECT * FROM soll EXCEPT SELECT * FROM ist) a)
    + (SELECT count(*) FROM (SELECT * FROM ist EXCEPT SELECT * FROM soll) b)
"""
BY_TAG = "SELECT tag, sum(anzahl)::int FROM ({zellen}) AS zelle (tag, m, d, l, k, anzahl) GROUP BY tag"
COUNT_TAG = BY_TAG.format(zellen=COUNT_ANTRAG)
KEPT_TAG = "SELECT tag, anzahl FROM antragstag"
KEPT_ANTRAG = "SELECT tag, mandant_id, onlinedienst_id, leistung, kanal, anzahl FROM antragszahl"
KEPT_VERLAUF = "SELECT id, mandant_id, onlinedienst_id, stand, am, folge FROM rollout_verlauf"
REPLACE = (
    "DELETE FROM antragszahl",
    "DELETE FROM antragstag",
    "DELETE FROM rollout_verlauf",
    "INSERT INTO antragszahl (tag, mandant_id, onlinedienst_id, leistung, kanal, anzahl)" + COUNT_ANTRAG,
    "INSERT INTO antragstag (tag, anzahl) " + COUNT_TAG,
    "INSERT INTO rollout_verlauf (id, mandant_id, onlinedienst_id, stand, am, folge)" + COUNT_VERLAUF,
)


class Row(NamedTuple):
    """A committed event as the counting needs it."""

    id: UUID
    mandant_id: int | None
    typ: str
    daten: dict[str, Any]
    erstellt_am: datetime
    position: int


@dataclass(frozen=True, slots=True)
class Abgleich:
    """What a recount found: rows in each table by the journal, and rows that differ from it (missing, extra, wrong)."""

    zellen: int
    verlauf: int
    falsche_zellen: int
    falscher_verlauf: int

    @property
    def stimmt(self) -> bool:
        """The kept numbers are those of the journal."""
        return not (self.falsche_zellen or self.falscher_verlauf)


def fold(cursor: CursorWrapper, rows: Iterable[Row]) -> None:
    """Count a batch of relayed events, in the caller's transaction."""
    cells: Counter[tuple[date, int | None, UUID, int, str]] = Counter()
    verlauf: list[tuple[Any, ...]] = []
    for row in rows:
        if row.typ == ANTRAG and not row.daten["uebung"]:
            dienst, leistung = UUID(row.daten["onlinedienst_id"]), int(row.daten["leistung"])
            kanal = row.daten.get("kanal") or UNKNOWN_WAY
            cells[berlin_date(row.erstellt_am), row.mandant_id, dienst, leistung, kanal] += 1
        elif row.typ in VERLAUF:
            verlauf.append(_verlauf(row))
    days: Counter[date] = Counter()
    for cell, anzahl in cells.items():
        days[cell[0]] += anzahl
    _insert(cursor, ADD_ANTRAG, [(*cell, anzahl) for cell, anzahl in cells.items()])
    _insert(cursor, ADD_TAG, list(days.items()))
    _insert(cursor, ADD_VERLAUF, verlauf)


def _verlauf(row: Row) -> tuple[Any, ...]:
    stand = row.daten.get("phase") or row.daten.get("stand") or "abgekuendigt"
    dienst = row.daten.get("onlinedienst_id")
    return row.id, row.mandant_id, UUID(dienst) if dienst else None, stand, row.daten["am"], row.position


def _insert(cursor: CursorWrapper, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


def recount(*, repair: bool = False) -> Abgleich:
    """Work every number out again from the journal up to the relay's cursor, compare, and with `repair` replace."""
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT 1 FROM relay_stand WHERE id = 1 FOR UPDATE")
        zellen, falsche = _compare(cursor, COUNT_ANTRAG, KEPT_ANTRAG)
        falsche += _compare(cursor, COUNT_TAG, KEPT_TAG)[1]
        verlauf, falscher = _compare(cursor, COUNT_VERLAUF, KEPT_VERLAUF)
        if repair and (falsche or falscher):
            for statement in REPLACE:
                cursor.execute(statement)
    return Abgleich(zellen, verlauf, falsche, falscher)


def _compare(cursor: CursorWrapper, counted: str, kept: str) -> tuple[int, int]:
    """Rows the journal gives, and rows only one side has."""
    cursor.execute(COMPARE.format(soll=counted, ist=kept))
    rows, different = cursor.fetchone()
    return int(rows), int(different)

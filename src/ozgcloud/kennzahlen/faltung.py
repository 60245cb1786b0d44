"""Fold the journal into the numbers of the offices, exactly once.

The relay calls `fold` with each batch in the transaction that moves its cursor. It does not read what an event says but
how the case stands now, and counts the difference to how it was counted last: an event of a kind nobody thought of here
is counted right, and one that is told twice is not counted twice. `rebuild` counts all cases anew (after an import, or
when a program that did not count has worked here). Both run as role `relay`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from ozgcloud.core.clock import berlin_date
from ozgcloud.kennzahlen.rules import (
    ENDE,
    KLASSEN,
    Fall,
    Gezaehlt,
    Platz,
    Zelle,
    backlog_change,
    count_change,
    monday,
)
from ozgcloud.vorgang.rules import Status

ALIAS = "relay"
ANFANG = frozenset({"VorgangOpened", "VorgangTakenOver"})
STILL = frozenset({"VorgangRead", "DateiRead", "NotizAdded", "VorgangAssigned", "NachrichtSent", "NachrichtReceived"})
"""Events after which a case cannot be counted differently: the many of them are not looked up."""
READ = """
SELECT v.id, v.mandant_id, v.organisationseinheit_id, v.leistung_schluessel, v.eingangsdatum, v.status,
    coalesce((SELECT max(erstellt_am) FROM ereignis WHERE kette = v.id::text AND NOT typ = ANY (%s)), v.geaendert_am),
    f.organisationseinheit_id, f.leistung_schluessel, f.offen
FROM unnest(%s::uuid[]) AS gesucht (id) JOIN vorgang v ON v.id = gesucht.id
LEFT JOIN kennzahl_fall f ON f.vorgang_id = v.id
WHERE NOT v.uebung ORDER BY v.id
"""
KEEP = """
INSERT INTO kennzahl_fall (vorgang_id, mandant_id, organisationseinheit_id, leistung_schluessel, offen)
SELECT * FROM unnest(%s::uuid[], %s::int[], %s::uuid[], %s::text[], %s::bool[])
ON CONFLICT (vorgang_id) DO UPDATE SET organisationseinheit_id = excluded.organisationseinheit_id,
    leistung_schluessel = excluded.leistung_schluessel, offen = excluded.offen
"""
ADD_WOCHE = """
INSERT INTO kennzahl_woche (mandant_id, woche, organisationseinheit_id, leistung_schluessel, art, klasse, anzahl)
SELECT * FROM unnest(%s::int[], %s::date[], %s::uuid[], %s::text[], %s::text[], %s::smallint[], %s::int[])
ON CONFLICT (mandant_id, woche, organisationseinheit_id, leistung_schluessel, art, klasse)
    DO UPDATE SET anzahl = kennzahl_woche.anzahl + excluded.anzahl
"""
ADD_BESTAND = """
INSERT INTO kennzahl_bestand (mandant_id, woche, organisationseinheit_id, leistung_schluessel, anzahl)
SELECT * FROM unnest(%s::int[], %s::date[], %s::uuid[], %s::text[], %s::int[])
ON CONFLICT (mandant_id, organisationseinheit_id, leistung_schluessel, woche)
    DO UPDATE SET anzahl = kennzahl_bestand.anzahl + excluded.anzahl
"""
REBUILD = (
    "DELETE FROM kennzahl_fall",
    "DELETE FROM kennzahl_woche",
    "DELETE FROM kennzahl_bestand",
    """
INSERT INTO kennzahl_fall (vorgang_id, mandant_id, organisationseinheit_id, leistung_schluessel, offen)
SELECT id, mandant_id, organisationseinheit_id, leistung_schluessel, NOT status = ANY (%(ende)s)
FROM vorgang WHERE NOT uebung
""",
    """
INSERT INTO kennzahl_woche (mandant_id, woche, organisationseinheit_id, leistung_schluessel, art, klasse, anzahl)
SELECT mandant_id, date_trunc('week', created_at AT TIME ZONE 'Europe/Berlin')::date, organisationseinheit_id,
    leistung_schluessel, 'eingang', 0, count(*)
FROM vorgang WHERE NOT uebung GROUP BY 1, 2, 3, 4
""",
    """
INSERT INTO kennzahl_woche (mandant_id, woche, organisationseinheit_id, leistung_schluessel, art, klasse, anzahl)
SELECT mandant_id, date_trunc('week', tag)::date, organisationseinheit_id, leistung_schluessel, art,
    CASE WHEN art = 'erledigt' THEN (SELECT min(k) FROM unnest(%(klassen)s::int[]) k
        WHERE k >= least(greatest(tag - eingangsdatum, 0), %(laengste)s)) ELSE 0 END, count(*)
FROM (
    SELECT v.mandant_id, v.organisationseinheit_id, v.leistung_schluessel, v.eingangsdatum,
        (coalesce(e.am, v.geaendert_am) AT TIME ZONE 'Europe/Berlin')::date AS tag,
        (%(arten)s::jsonb) ->> v.status AS art
    FROM vorgang v LEFT JOIN LATERAL (
        SELECT max(erstellt_am) AS am FROM ereignis WHERE kette = v.id::text AND NOT typ = ANY (%(still)s)
    ) e ON true
    WHERE NOT v.uebung AND v.status = ANY (%(ende)s)
) f GROUP BY 1, 2, 3, 4, 5, 6
""",
    """
INSERT INTO kennzahl_bestand (mandant_id, woche, organisationseinheit_id, leistung_schluessel, anzahl)
SELECT mandant_id, date_trunc('week', eingangsdatum)::date, organisationseinheit_id, leistung_schluessel, count(*)
FROM vorgang WHERE NOT uebung AND NOT status = ANY (%(ende)s) GROUP BY 1, 2, 3, 4
""",
)


class Row(NamedTuple):
    """A committed event as the relay hands it on."""

    mandant_id: int | None
    typ: str
    daten: dict[str, Any]
    erstellt_am: datetime


def fold(cursor: CursorWrapper, rows: Iterable[Row]) -> None:
    """Count a batch of relayed events, in the caller's transaction.

    A change counts on the day of the last event of the case, as in `rebuild`: how it stands now may come from an event
    that this batch does not hold yet.
    """
    told: set[UUID] = set()
    opened: dict[UUID, date] = {}
    for row in rows:
        if row.mandant_id is None or row.typ in STILL or not row.daten.get("vorgang_id"):
            continue
        vorgang_id = UUID(row.daten["vorgang_id"])
        told.add(vorgang_id)
        if row.typ in ANFANG:
            opened[vorgang_id] = berlin_date(row.erstellt_am)
    if not told:
        return
    cursor.execute(READ, [sorted(STILL), list(told)])
    zellen: Counter[tuple[int, Zelle]] = Counter()
    bestand: Counter[tuple[int, date, Platz]] = Counter()
    kept = []
    for vorgang_id, mandant_id, einheit, leistung, eingang, status, am, *rest in cursor.fetchall():
        fall = Fall(Platz(einheit, leistung), eingang, Status(status))
        vorher = None if rest[2] is None else Gezaehlt(Platz(rest[0], rest[1]), rest[2])
        for zelle in count_change(vorher, fall, berlin_date(am), neu_am=opened.get(vorgang_id)):
            zellen[mandant_id, zelle] += 1
        for platz, anzahl in backlog_change(vorher, fall):
            bestand[mandant_id, monday(eingang), platz] += anzahl
        if vorher != Gezaehlt(fall.platz, fall.ist_offen):
            kept.append((vorgang_id, mandant_id, einheit, leistung, fall.ist_offen))
    _insert(cursor, KEEP, kept)
    _insert(cursor, ADD_WOCHE, [
        (mandant_id, z.woche, z.platz.einheit, z.platz.leistung, z.art.value, z.klasse, anzahl)
        for (mandant_id, z), anzahl in zellen.items()
    ])  # fmt: skip
    _insert(cursor, ADD_BESTAND, [
        (mandant_id, woche, platz.einheit, platz.leistung, anzahl)
        for (mandant_id, woche, platz), anzahl in bestand.items() if anzahl
    ])  # fmt: skip


def _insert(cursor: CursorWrapper, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


def clear_empty() -> int:
    """Delete counts of open cases that have come to nothing, so that reading stays short; returns how many."""
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute("DELETE FROM kennzahl_bestand WHERE anzahl = 0")
        return int(cursor.rowcount)


def rebuild() -> int:
    """Count every case anew as it stands now, under the relay's lock; returns how many.

    What came back, moved between Organisationseinheiten or was closed twice in the past counts once, at its last place.
    """
    ende = [status.value for status in ENDE]
    arten = "{" + ", ".join(f'"{status.value}": "{art.value}"' for status, art in ENDE.items()) + "}"
    werte: dict[str, Any] = {
        "ende": ende, "arten": arten, "klassen": list(KLASSEN), "laengste": KLASSEN[-1], "still": sorted(STILL)
    }  # fmt: skip
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT 1 FROM relay_stand WHERE id = 1 FOR UPDATE")
        for statement in REBUILD:
            cursor.execute(statement, werte)
        cursor.execute("SELECT count(*) FROM kennzahl_fall")
        return int(cursor.fetchone()[0])

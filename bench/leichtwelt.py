"""Two databases with light rows (the case alone, no texts) of one Mandant, made by the databases themselves.

They are alike but for the number of cases, spread over the same days: so a question can be put to few and to many.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from bench.massenwelt import Amt, superuser

BEGINN, ENDE = datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE tablename = 'vorgang' AND indexname NOT IN ('vorgang_pkey', 'vorgang_mandant_id', 'vorgang_nummer')
"""
ROWS = """
INSERT INTO vorgang (id, mandant_id, vorgangsnummer, aktenzeichen, leistung_schluessel, onlinedienst_id,
    organisationseinheit_id, status, zugewiesen_an, gebiet_ars, kanal, uebung, eingangsdatum, created_at, geaendert_am,
    version, prioritaet, frist_am, wiedervorlage_am, ungelesen, schlagworte, wartet_auf)
SELECT gen_random_uuid(), %(mandant)s, 'L' || n, '', (%(leistungen)s::text[])[1 + floor(60 * r.a ^ 3)::int],
    %(dienst)s, (%(einheiten)s::uuid[])[1 + floor(r.b * 12)::int], s.status,
    CASE WHEN r.c < 0.7 THEN (%(personen)s::uuid[])[1 + floor(r.d * 200)::int] END,
    (%(gebiete)s::text[])[1 + floor(r.e * 8)::int], CASE WHEN r.a < 0.06 THEN 'papier' ELSE 'portal' END, false,
    s.am::date, s.am, s.am, 1, CASE WHEN r.b < 0.01 THEN 2 ELSE 0 END,
    CASE WHEN s.offen AND r.c < 0.4 THEN s.am::date + (r.d * 90)::int END,
    CASE WHEN s.offen AND r.e < 0.1 THEN s.am::date + (r.d * 60)::int END,
    s.offen AND r.d < 0.05, CASE WHEN r.e < 0.05 THEN '{Härtefall}' ELSE '{}' END::text[],
    CASE WHEN s.offen AND r.b < 0.1 THEN 'antragsteller' ELSE '' END
FROM generate_series(%(von)s::bigint, %(bis)s::bigint) AS n,
LATERAL (SELECT random() + n * 0 AS a, random() AS b, random() AS c, random() AS d, random() AS e, random() AS f) r,
LATERAL (
    SELECT CASE WHEN r.f < 0.03 THEN 'Neu' WHEN r.f < 0.05 THEN 'Angenommen' WHEN r.f < 0.11 THEN 'In Bearbeitung'
        WHEN r.f < 0.13 THEN 'Beschieden' WHEN r.f < 0.16 THEN 'Verworfen' ELSE 'Abgeschlossen' END AS status,
        r.f < 0.11 AS offen,
        %(beginn)s::timestamptz + (%(ende)s::timestamptz - %(beginn)s::timestamptz) * (n / %(alle)s::float8) AS am
) s
"""
Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Welt:
    """A database with so many cases; `verbindung` is the product's connection to it."""

    groesse: int
    dsn: str
    verbindung: BaseDatabaseWrapper


def make_worlds(amt: Amt, small: int, large: int) -> tuple[Welt, Welt]:
    """The database this runs on for the many, and a copy of it beside it for the few; all cases are of this Amt."""
    parts, name = urlsplit(superuser()), connections["default"].settings_dict["NAME"]
    few = f"{name}_wenige"
    with psycopg.connect(superuser(), autocommit=True) as connection:
        connection.execute("TRUNCATE vorgang CASCADE")
    connections["default"].close()
    connections["default"].close_pool()
    connections["owner"].close()
    there = urlunsplit(parts._replace(path="/postgres"))
    with psycopg.connect(there, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(few)))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (few, name))))
    connections.databases["wenige"] = {**connections.databases["default"], "NAME": few}
    welten = (
        Welt(small, urlunsplit(parts._replace(path=f"/{few}")), connections["wenige"]),
        Welt(large, superuser(), connections["default"]),
    )
    for welt in welten:
        with psycopg.connect(welt.dsn, autocommit=True) as connection:
            _fill(connection, amt, welt.groesse)
    return welten


def _fill(connection: Connection, amt: Amt, size: int) -> None:
    """The table anew, indexes last (all or nothing: a killed run must not leave it without them)."""
    values = {
        "mandant": amt.id,
        "leistungen": amt.leistungen,
        "dienst": amt.dienst,
        "einheiten": amt.einheiten,
        "personen": amt.personen,
        "gebiete": amt.gebiete,
        "beginn": BEGINN,
        "ende": ENDE,
        "alle": size,
    }
    with connection.transaction():
        connection.execute("TRUNCATE vorgang CASCADE")
        indexes = connection.execute(INDEXES).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        connection.execute("ALTER TABLE vorgang DISABLE TRIGGER ALL")
        for begin in range(0, size, 500_000):
            connection.execute(ROWS, {**values, "von": begin, "bis": min(begin + 500_000, size) - 1})
        connection.execute("ALTER TABLE vorgang ENABLE TRIGGER ALL")
        for _, definition in indexes:
            connection.execute(definition)
    connection.execute("VACUUM ANALYZE vorgang")

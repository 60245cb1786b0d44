"""How fast the machine is: what one plain transaction costs its database, to read limits in milliseconds by.

Limits of CPU time were set on another machine, where this transaction (a case of 6 KB JSON, an event and a job, each
with its key, durable; PostgreSQL 15) cost the database 0.48 ms. Here the same is measured in the same run.
"""

import json
import tempfile
from pathlib import Path

from psycopg import sql

from bench import roh, verbrauch
from bench.annahmewelt import antworten
from ozgcloud.ops import postgres

DORT = 0.48
"""Milliseconds of the database where the limits were set."""
SECONDS, CLIENTS = 4, 16
TABELLEN = """
DROP SCHEMA IF EXISTS massstab CASCADE;
CREATE SCHEMA massstab;
CREATE TABLE massstab.vorgang (id uuid PRIMARY KEY, mandant_id int, status text, am timestamptz, daten jsonb);
CREATE TABLE massstab.ereignis (id uuid PRIMARY KEY, vorgang_id uuid, typ text, am timestamptz, daten jsonb);
CREATE TABLE massstab.auftrag (id uuid PRIMARY KEY, name text, am timestamptz, daten jsonb);
"""
TRANSAKTION = """
BEGIN;
INSERT INTO massstab.vorgang VALUES (gen_random_uuid(), 7, 'Neu', now(), {antrag});
INSERT INTO massstab.ereignis VALUES (gen_random_uuid(), gen_random_uuid(), 'eingegangen', now(), {klein});
INSERT INTO massstab.auftrag VALUES (gen_random_uuid(), 'lege_ab', now(), {klein});
COMMIT;
"""


def measure(connection: roh.Connection, dsn: str, postmaster: int) -> float:
    """Milliseconds of CPU of the database for one of them; `connection` and `dsn` are a superuser's."""
    for statement in filter(str.strip, TABELLEN.split(";")):
        connection.execute(statement.encode())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        script = folder / "massstab.sql"
        antrag, klein = json.dumps(antworten()), json.dumps({"schritt": "eingegangen"})
        text = sql.SQL(TRANSAKTION).format(antrag=sql.Literal(antrag), klein=sql.Literal(klein))
        script.write_text(text.as_string(connection))
        before = verbrauch.cpu_seconds(postmaster)
        pgbench = postgres.embedded_binaries() / "pgbench"
        found = roh.run(script, dsn, pgbench, clients=CLIENTS, seconds=SECONDS)
        spent = verbrauch.cpu_seconds(postmaster) - before
    connection.execute("DROP SCHEMA massstab CASCADE")
    return 1000 * spent / (found.je_sekunde * SECONDS)


def describe(here: float) -> str:
    """The sentence that stands beside figures in milliseconds of CPU."""
    factor = here / DORT
    return f"yardstick: a plain transaction costs the database {here:.2f} ms here, {factor:.1f} x that of the limits"

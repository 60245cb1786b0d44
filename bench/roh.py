"""The raw limit of an intake: pgbench inserts the same rows into twins of the tables, one transaction each.

The twins (schema `roh`) have the same columns, defaults and indexes, and no policy, foreign key or trigger. What the
product computes (hashes, keys, JSON) stands in the statement ready made.
"""

import os
import statistics
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString
from urllib.parse import parse_qs, urlsplit

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

TABELLEN = ("eingangsregister", "vorgang", "vorgangsdaten", "eingang", "zugang", "ereignis", "kette")
JSONB = 3802
"""The type's number, the same in every PostgreSQL."""
Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True)
class Roh:
    """What pgbench has measured: transactions a second, milliseconds p50 and p95."""

    je_sekunde: float
    p50: float
    p95: float


def make_twins(connection: Connection) -> None:
    """Create the empty twins; `connection` is a superuser's."""
    connection.execute("DROP SCHEMA IF EXISTS roh CASCADE")
    connection.execute("CREATE SCHEMA roh")
    for name in TABELLEN:
        twin = sql.Identifier("roh", name)
        connection.execute(sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL)").format(twin, sql.Identifier(name)))


def write_script(connection: Connection, vorgang_id: str, folder: Path) -> Path:
    """A pgbench script that inserts the rows of one real intake again, under fresh keys."""
    lines = ["BEGIN;"]
    for name in TABELLEN:
        lines += _insert(connection, name, vorgang_id)
    path = folder / "annahme.sql"
    path.write_text("\n".join([*lines, "COMMIT;"]))
    return path


def _insert(connection: Connection, table: str, vorgang_id: str) -> list[str]:
    """One INSERT whose keys are new: the id of the row, the id of the Vorgang and what must be unique."""
    by = {"vorgang": "id = %s", "ereignis": "kette = %s", "kette": "name = %s"}.get(table, "vorgang_id = %s")
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {by}", [vorgang_id])  # noqa: S608 - our own names
    row = cursor.fetchone()
    assert row is not None, table
    assert cursor.description is not None
    columns = [(column.name, column.type_code) for column in cursor.description]
    found = [(name, Jsonb(value) if typ == JSONB else value) for (name, typ), value in zip(columns, row, strict=True)]
    kept = [(name, value) for name, value in found if (table, name) not in FILLED_IN]
    # Keys in the order of time as the product's are, where the server can make them.
    key: LiteralString = "uuidv7" if connection.info.server_version >= 180000 else "gen_random_uuid"
    values = [_value(key, table, name, value, vorgang_id) for name, value in kept]
    names = sql.SQL(", ").join(sql.Identifier(name) for name, _ in kept)
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({});").format(
        sql.Identifier("roh", table), names, sql.SQL(", ").join(values)
    )
    return [statement.as_string(connection)]


FILLED_IN = {("ereignis", "position"), ("ereignis", "transaktion")}
FRESH = {
    ("eingangsregister", "schluessel"),
    ("eingangsregister", "vorgangsnummer"),
    ("vorgang", "vorgangsnummer"),
    ("zugang", "hash"),
    ("ereignis", "kette"),
    ("kette", "name"),
}


def _value(key: LiteralString, table: str, name: str, value: object, vorgang_id: str) -> sql.Composable:
    if (table, name) in FRESH:
        return sql.SQL(f"{key}()::text")
    if name == "id" or str(value) == vorgang_id:
        return sql.SQL(f"{key}()")
    return sql.Literal(value)


def run(script: Path, dsn: str, pgbench: Path, *, clients: int, seconds: int) -> Roh:
    """pgbench for some seconds; `dsn` is a superuser's."""
    parts = urlsplit(dsn)
    host = parse_qs(parts.query).get("host", [parts.hostname])[0]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [
                *(str(pgbench), "--no-vacuum", "--protocol=prepared", f"--client={clients}", f"--time={seconds}"),
                *(f"--file={script}", "--log", f"--log-prefix={folder}/zeit", f"--jobs={min(clients, 2)}"),
                *(f"--host={host}", f"--port={parts.port}", f"--username={parts.username}"),
                parts.path.lstrip("/"),
            ],
            env={**os.environ, "PGPASSWORD": parts.password or ""},
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        files = Path(folder).iterdir()
        times = sorted(int(line.split()[2]) / 1000 for file in files for line in file.read_text().splitlines())
    return Roh(len(times) / seconds, statistics.median(times), times[int(len(times) * 0.95) - 1])

"""What a complete intake costs beside the raw database: key, 40 fields / 6 KB, validation, routing, journal, durable.

    OZG_DATA_DIR=FOLDER ./ozg db -- python -m bench.intake [SECONDS [ROUNDS]]

FOLDER is a fresh data folder (not a throw-away one: those do not wait for the disk). Product (granian, two processes)
and pgbench on twins of the same tables take turns; printed are medians of the rounds at 1, 16 and 64 clients, their
ratio, CPU per intake of program and database, and intakes with attachments. Load generator and all else share the
machine.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
import httpx
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgcloud.settings.base")
django.setup()

from django.conf import settings  # noqa: E402 - models exist after the set-up only
from django.core.management import call_command  # noqa: E402

from bench import massstab, roh, verbrauch  # noqa: E402
from bench.annahmewelt import DATEI, Welt, antworten, make_world  # noqa: E402
from bench.last import PLACE  # noqa: E402
from bench.massenwelt import superuser  # noqa: E402
from bench.webserver import Web, running_web  # noqa: E402
from ozgcloud.ops import postgres  # noqa: E402

DEFAULTS = ("8", "3")
CLIENTS = (1, 16, 64)
RAW_MOST = 40
"""The product allows its database 60 connections and holds some itself; pgbench gains nothing from more."""
PATH = "/api/v1/antraege"
PDF = b"%PDF-1.7\n"
SIZES = {"20 KB": 20_000, "2 MB": 2_000_000}
WORKERS = 2
BOUNDARY = "grenze7f3a"


@dataclass(frozen=True)
class Messung:
    """One round: answers a second, milliseconds, CPU milliseconds per answer of program and database."""

    je_sekunde: float
    p50: float
    p95: float
    app: float = 0.0
    pg: float = 0.0


def main(arguments: list[str]) -> None:
    """Fill, measure in turns, print."""
    seconds, rounds = (int(text) for text in (*arguments, *DEFAULTS[len(arguments) :]))
    call_command("migrate", verbosity=0)
    welt = make_world()
    dsn = superuser()
    with (
        psycopg.connect(dsn, autocommit=True) as connection,
        tempfile.TemporaryDirectory() as name,
        running_web(workers=WORKERS) as web,
    ):
        _require_durable(connection)
        folder = Path(name)
        folder.chmod(0o755)
        body = folder / "antrag.http"
        body.write_bytes(_json_request(welt, web.port))
        script = _script(connection, welt, web, folder)
        postmaster = int((settings.ENV.data_dir / "pg" / "postmaster.pid").read_text().split()[0])
        _ours(web, postmaster, body, 16, 2)
        found = _rounds(
            lambda c: _ours(web, postmaster, body, c, seconds),
            lambda c: _raw(script, dsn, postmaster, c, seconds),
            rounds,
        )
        for clients in CLIENTS:
            _print(clients, *found[clients])
        sys.stdout.write(massstab.describe(massstab.measure(connection, dsn, postmaster)) + "\n")
        for label, size in SIZES.items():
            body.write_bytes(_multipart_request(welt, web.port, size))
            _print_one(f"with {label}, 16 clients", _ours(web, postmaster, body, 16, seconds))


def _rounds(ours: Any, raw: Any, rounds: int) -> dict[int, tuple[list[Messung], list[Messung]]]:
    found: dict[int, tuple[list[Messung], list[Messung]]] = {clients: ([], []) for clients in CLIENTS}
    for _ in range(rounds):
        for clients in CLIENTS:
            found[clients][0].append(ours(clients))
            found[clients][1].append(raw(clients))
    return found


def _print(clients: int, ours: list[Messung], raw: list[Messung]) -> None:
    def mid(rows: list[Messung], name: str) -> float:
        return statistics.median(getattr(row, name) for row in rows)

    share = statistics.median(100 * a.je_sekunde / b.je_sekunde for a, b in zip(ours, raw, strict=True))
    sys.stdout.write(
        f"{clients:3} clients: {mid(ours, 'je_sekunde'):7.1f}/s "
        f"p50 {mid(ours, 'p50'):.1f} p95 {mid(ours, 'p95'):.1f} ms, "
        f"CPU {mid(ours, 'app'):.2f} + {mid(ours, 'pg'):.2f} ms | raw {mid(raw, 'je_sekunde'):.0f}/s "
        f"p50 {mid(raw, 'p50'):.1f} p95 {mid(raw, 'p95'):.1f} ms, CPU {mid(raw, 'pg'):.2f} ms | {share:.0f} % of raw, "
        f"p95 {mid(ours, 'p95') / mid(raw, 'p95'):.1f} x\n"
    )
    sys.stdout.flush()


def _print_one(label: str, one: Messung) -> None:
    sys.stdout.write(
        f"{label}: {one.je_sekunde:.1f}/s p50 {one.p50:.1f} p95 {one.p95:.1f} ms, CPU {one.app:.2f} + {one.pg:.2f} ms\n"
    )


def _require_durable(connection: roh.Connection) -> None:
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        if connection.execute(f"SHOW {name}").fetchone() != ("on",):
            raise SystemExit(f"{name} is off: measure on a data folder, not with --temp")


def _body(welt: Welt) -> bytes:
    return json.dumps({"onlinedienst": "messdienst", "ort": {"ars": welt.ars}, "daten": antworten()}).encode()


def _head(welt: Welt, port: int, typ: str, length: int) -> bytes:
    lines = (
        f"POST {PATH} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Authorization: Bearer {welt.schluessel}",
        f"Idempotency-Key: {PLACE.decode()}",
        f"Content-Type: {typ}",
        f"Content-Length: {length}",
    )
    return "\r\n".join([*lines, "", ""]).encode()


def _json_request(welt: Welt, port: int) -> bytes:
    body = _body(welt)
    return _head(welt, port, "application/json", len(body)) + body


def _multipart_request(welt: Welt, port: int, size: int) -> bytes:
    head = 'Content-Disposition: form-data; name="{}"{}\r\nContent-Type: {}\r\n\r\n'
    parts = (
        head.format("antrag", "", "application/json").encode() + _body(welt),
        head.format(f"{DATEI}[0]", '; filename="nachweis.pdf"', "application/pdf").encode()
        + PDF
        + b"a" * (size - len(PDF)),
    )
    body = b"".join(f"--{BOUNDARY}\r\n".encode() + part + b"\r\n" for part in parts) + f"--{BOUNDARY}--\r\n".encode()
    return _head(welt, port, f"multipart/form-data; boundary={BOUNDARY}", len(body)) + body


def _ours(web: Web, postmaster: int, request: Path, clients: int, seconds: int) -> Messung:
    before = verbrauch.cpu_seconds(web.pid), verbrauch.cpu_seconds(postmaster)
    arguments = (str(web.port), str(clients), str(seconds), str(request))
    answer = subprocess.run(
        [sys.executable, "-m", "bench.last", *arguments], capture_output=True, check=True, text=True
    ).stdout
    found = json.loads(answer)
    if set(found["status"]) != {"201"}:
        raise SystemExit(f"not every Antrag was accepted: {answer}")
    app, pg = verbrauch.cpu_seconds(web.pid) - before[0], verbrauch.cpu_seconds(postmaster) - before[1]
    each = 1000 / found["anzahl"]
    return Messung(found["je_sekunde"], found["p50"], found["p95"], app * each, pg * each)


def _raw(script: Path, dsn: str, postmaster: int, clients: int, seconds: int) -> Messung:
    pgbench, before = postgres.embedded_binaries() / "pgbench", verbrauch.cpu_seconds(postmaster)
    found = roh.run(script, dsn, pgbench, clients=min(clients, RAW_MOST), seconds=seconds)
    each = 1000 / (found.je_sekunde * seconds)
    return Messung(found.je_sekunde, found.p50, found.p95, pg=(verbrauch.cpu_seconds(postmaster) - before) * each)


def _script(connection: roh.Connection, welt: Welt, web: Web, folder: Path) -> Path:
    """One real intake, copied into pgbench's statement."""
    answer = httpx.post(
        f"http://127.0.0.1:{web.port}{PATH}",
        content=_body(welt),
        headers={
            "Authorization": f"Bearer {welt.schluessel}",
            "Content-Type": "application/json",
            "Idempotency-Key": "probe",
        },
        trust_env=False,
    )
    if answer.status_code != 201:
        raise SystemExit(answer.text)
    number = answer.json()["vorgangsnummer"]
    row = connection.execute("SELECT vorgang_id FROM eingangsregister WHERE vorgangsnummer = %s", [number]).fetchone()
    assert row is not None
    roh.make_twins(connection)
    return roh.write_script(connection, str(row[0]), folder)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Very many cases with the skew of a real Land, loaded by COPY, and how that compares with COPY alone.

    ./ozg db -- python -m bench.massenfaelle [CASES [CHUNK]]

Killed at any time it goes on where it was: each chunk is one transaction with its mark, and every core loads chunks of
its own. One Mandant of 140 has more
than half of all; most cases are closed; words and names are invented and as unevenly frequent as words are. At the end
the same rows, ready made, are copied into twins of the tables (all indexes, no policies, foreign keys or marks).
"""

import io
import json
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any
from uuid import UUID

import django
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgcloud.settings.base")
django.setup()

from django.core.management import call_command  # noqa: E402 - models exist after the set-up only
from django.db import connections  # noqa: E402

from bench.massenwelt import Amt, load_aemter, superuser  # noqa: E402
from ozgcloud.vorgang.actions.index_vorgang import INDEX  # noqa: E402
from ozgcloud.vorgang.rules import check_character  # noqa: E402
from ozgcloud.vorgang.suchaufbau import collect_words  # noqa: E402

CASES, CHUNK, TWIN_CHUNKS = 1_000_000, 20_000, 4
KERNE = os.cpu_count() or 1
STAND = "CREATE TABLE IF NOT EXISTS bench_stand (chunk int PRIMARY KEY, sekunden float)"
BEGINN = datetime(2023, 1, 2, 6, tzinfo=UTC)
ZEITRAUM = timedelta(days=1400)
STATI = {
    "Neu": 3,
    "Angenommen": 2,
    "In Bearbeitung": 6,
    "Beschieden": 2,
    "Abgeschlossen": 82,
    "Verworfen": 3,
    "Weitergeleitet": 2,
}
OFFEN = ("Neu", "Angenommen", "In Bearbeitung")
KANAELE = {"portal": 80, "api": 12, "papier": 6, "telefon": 2}
WOERTER = {"Hund": 0.12, "Gutachten": 0.02, "Terrasse": 0.004, "Zwergesel": 0.00003}
"""Real words to look for, and in what share of the cases they stand: common, less so, rare, very rare."""
SILBEN = [a + b for a in "bdfghklmnprs" for b in "aeio"]
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
TABLES = {
    "vorgang": (
        "id mandant_id vorgangsnummer aktenzeichen leistung_schluessel onlinedienst_id organisationseinheit_id status"
        " zugewiesen_an gebiet_ars kanal uebung eingangsdatum created_at geaendert_am version prioritaet frist_am"
        " wiedervorlage_am ungelesen schlagworte wartet_auf"
    ),
    "vorgangsdaten": "vorgang_id mandant_id antragsteller anschrift suchtext",
    "eingang": (
        "id mandant_id vorgang_id onlinedienst_id datenschema_id kanal absender transaktion roh sha256 werte fassungen"
        " zuordnung eingegangen_am eingangsdatum"
    ),
    "vorgangssuche": "vorgang_id mandant_id created_at kopf worte",
}
Connection = psycopg.Connection[Any]
Zeile = dict[str, Any]


@dataclass(frozen=True)
class Wortschatz:
    """Invented names and words, the first ones frequent; `gewichte` are added up."""

    namen: list[str]
    woerter: list[str]
    gewichte: list[float]

    @classmethod
    def make(cls) -> "Wortschatz":
        """The same each time."""
        dice = random.Random(1)  # noqa: S311  (a model, no secret)
        namen = [("".join(dice.choices(SILBEN, k=3))).title() for _ in range(4000)]
        woerter = ["".join(dice.choices(SILBEN, k=4)) for _ in range(6000)]
        return cls(namen, woerter, list(accumulate(1 / (n + 10) for n in range(len(woerter)))))


def main(arguments: list[str]) -> None:
    """Fill, say how fast, compare."""
    cases, chunk = (int(text) for text in (*arguments, *map(str, (CASES, CHUNK)[len(arguments) :])))
    call_command("migrate", verbosity=0)
    aemter = load_aemter()
    with psycopg.connect(superuser()) as connection:
        connection.execute(STAND)
        connection.execute("ALTER TABLE bench_stand OWNER TO owner")
        connection.commit()
        load(connection, aemter, cases, chunk)
        _compare(connection, chunk)


def load(connection: Connection, aemter: list[Amt], cases: int, chunk: int) -> None:
    """Every chunk that is missing, oldest first."""
    chunks = -(-cases // chunk)
    done = {row[0] for row in connection.execute("SELECT chunk FROM bench_stand").fetchall()}
    connection.commit()
    connections.close_all()
    missing = sorted(set(range(chunks)) - done)
    parts = [(aemter, missing[n::KERNE], chunks, chunk) for n in range(KERNE)]
    with multiprocessing.get_context("fork").Pool(KERNE) as pool:
        pool.starmap(_load_some, parts, chunksize=1)
    connection.execute("ANALYZE vorgang, vorgangsdaten, eingang, vorgangssuche")
    connection.commit()
    for amt in aemter:
        collect_words(amt.id)


def _load_some(aemter: list[Amt], numbers: list[int], chunks: int, chunk: int) -> None:
    """One process of the loader, over a connection of its own."""
    schatz = Wortschatz.make()
    with psycopg.connect(superuser()) as connection:
        for number in numbers:
            begun = time.perf_counter()
            _load(connection, list(_cases(aemter, schatz, number, chunks, chunk)), number)
            # The commit checks all references, so it counts.
            seconds = (time.perf_counter() - begun) / KERNE
            connection.execute("UPDATE bench_stand SET sekunden = %s WHERE chunk = %s", [seconds, number])
            connection.commit()
            sys.stdout.write(f"chunk {number + 1} of {chunks}: {chunk / seconds:.0f} cases/s on {KERNE} cores\n")
            sys.stdout.flush()


def _load(connection: Connection, rows: list[dict[str, Zeile]], number: int) -> None:
    for table, columns in TABLES.items():
        if table != "vorgangssuche":
            _copy(connection, table, columns.split(), [row[table] for row in rows])
    ids = [row["vorgang"]["id"] for row in rows]
    connection.execute(INDEX.replace("v.mandant_id = %s AND v.id", "v.id"), [ids])
    connection.execute("INSERT INTO bench_stand VALUES (%s)", [number])
    connection.commit()


def _copy(connection: Connection, table: str, columns: list[str], rows: list[Zeile]) -> None:
    buffer = io.StringIO()
    for row in rows:
        buffer.write("\t".join(_text(row.get(name)) for name in columns) + "\n")
    with connection.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        copy.write(buffer.getvalue())


def _text(value: Any) -> str:
    return "\\N" if value is None else str(value).replace("\\", "\\\\")


def _cases(aemter: list[Amt], schatz: Wortschatz, number: int, chunks: int, chunk: int) -> Iterator[dict[str, Zeile]]:
    dice = random.Random(number)  # noqa: S311  (a model, no secret)
    slice_ = ZEITRAUM / chunks
    shares = [amt.anteil for amt in aemter]
    jung = number / chunks
    for n, amt in enumerate(dice.choices(aemter, shares, k=chunk)):
        am = BEGINN + slice_ * number + slice_ * n / chunk
        yield _case(amt, schatz, dice, am, jung=jung)


def _case(amt: Amt, schatz: Wortschatz, dice: random.Random, am: datetime, *, jung: float) -> Zeile:
    key = _key(am, dice)
    weights = [share * (1 + 4 * jung**4 if name in OFFEN else 1) for name, share in STATI.items()]
    status = dice.choices(list(STATI), weights)[0]
    nummer = _number(dice)
    name = f"{dice.choice(schatz.namen)} {dice.choice(schatz.namen)}"
    tag = am.date()
    eigen = {
        "mandant_id": amt.id,
        "onlinedienst_id": amt.dienst,
        "kanal": dice.choices(list(KANAELE), list(KANAELE.values()))[0],
    }
    kanal = eigen["kanal"]
    is_open = status in OFFEN
    marks = {
        "prioritaet": dice.choices((0, 1, 2), (96, 3, 1))[0],
        "frist_am": tag + timedelta(days=dice.randint(10, 90)) if is_open and dice.random() < 0.4 else None,
        "wiedervorlage_am": tag + timedelta(days=dice.randint(5, 60)) if is_open and dice.random() < 0.1 else None,
        "ungelesen": is_open and dice.random() < 0.05,
        "schlagworte": "{Härtefall}" if dice.random() < 0.05 else "{}",
        "wartet_auf": "antragsteller" if is_open and dice.random() < 0.1 else "",
    }
    vorgang = {
        **eigen,
        **marks,
        "id": key,
        "vorgangsnummer": nummer,
        "aktenzeichen": "",
        "leistung_schluessel": dice.choices(amt.leistungen, cum_weights=amt.gewichte)[0],
        "organisationseinheit_id": dice.choice(amt.einheiten),
        "status": status,
        "zugewiesen_an": dice.choice(amt.personen) if dice.random() < (0.6 if is_open else 0.95) else None,
        "gebiet_ars": dice.choice(amt.gebiete),
        "uebung": "f",
        "eingangsdatum": tag,
        "created_at": am.isoformat(),
        "geaendert_am": am.isoformat(),
        "version": 1,
    }
    daten = {"vorgang_id": key, "mandant_id": amt.id, "antragsteller": name, "anschrift": "[]", "suchtext": ""}
    eingang = {
        **eigen,
        "id": UUID(int=key.int ^ 1),
        "vorgang_id": key,
        "datenschema_id": amt.schema,
        "absender": "bench",
        "transaktion": str(key),
        "roh": "\\x",
        "sha256": "0" * 64,
        "werte": json.dumps(_answers(amt, schatz, dice), ensure_ascii=False),
        "fassungen": "{}",
        "zuordnung": '{"ausgang": "eindeutig", "satz": "Modell", "regel": null}',
        "eingegangen_am": am.isoformat(),
        "eingangsdatum": tag,
        "kanal": kanal,
    }
    return {"vorgang": vorgang, "vorgangsdaten": daten, "eingang": eingang}


def _answers(amt: Amt, schatz: Wortschatz, dice: random.Random) -> dict[str, str]:
    words = dice.choices(schatz.woerter, cum_weights=schatz.gewichte, k=16)
    words += [wort for wort, share in WOERTER.items() if dice.random() < share]
    return {feld: " ".join(words[n * 4 : n * 4 + 4]) for n, feld in enumerate(amt.felder[:5])}


def _key(am: datetime, dice: random.Random) -> UUID:
    value = (int(am.timestamp() * 1000) << 80) | dice.getrandbits(80)
    value &= ~(0xF << 76) & ~(0x3 << 62) & ~1
    return UUID(int=value | (0x7 << 76) | (0x2 << 62))


def _number(dice: random.Random) -> str:
    body = "".join(dice.choices(ALPHABET, k=11))
    body += check_character(body)
    return f"OZG-{body[:4]}-{body[4:8]}-{body[8:]}"


def _compare(connection: Connection, chunk: int) -> None:
    """The first chunks once more as bytes that are ready, into twins."""
    row = connection.execute("SELECT avg(sekunden) FROM bench_stand WHERE chunk < %s", [TWIN_CHUNKS]).fetchone()
    assert row is not None
    raw = 0.0
    for table, columns in TABLES.items():
        names = ", ".join(columns.split())
        source = _first_rows(table, columns.split(), TWIN_CHUNKS * chunk)
        connection.execute(f"DROP TABLE IF EXISTS zwilling_{table}")
        connection.execute(f"CREATE TABLE zwilling_{table} (LIKE {table} INCLUDING ALL)")
        with connection.cursor().copy(f"COPY ({source}) TO STDOUT") as out:
            data = b"".join(bytes(part) for part in out)
        begun = time.perf_counter()
        with connection.cursor().copy(f"COPY zwilling_{table} ({names}) FROM STDIN") as copy:
            copy.write(data)
        connection.commit()
        raw += time.perf_counter() - begun
    ours, bare = chunk / row[0], TWIN_CHUNKS * chunk / raw
    sys.stdout.write(f"product {ours:.0f} cases/s, COPY of the same rows {bare:.0f}/s: {100 * ours / bare:.0f} %\n")
    for table in TABLES:
        connection.execute(f"DROP TABLE zwilling_{table}")
    connection.commit()


def _first_rows(table: str, columns: list[str], limit: int) -> str:
    """Those of the first cases, in their order."""
    shown = ", ".join(f"t.{name}" for name in columns)
    on = "t.id = v.id" if table == "vorgang" else "t.vorgang_id = v.id"
    first = " ".join(("SELECT id FROM vorgang ORDER BY id LIMIT", str(limit)))
    return " ".join(("SELECT", shown, "FROM (", first, ") v JOIN", table, "t ON", on, "ORDER BY v.id"))


if __name__ == "__main__":
    main(sys.argv[1:])

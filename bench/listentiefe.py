"""Whether a page of the list costs the same over a hundred times as many cases: every combination, at any depth.

    ./ozg db -- python -m bench.listentiefe [SMALL [LARGE]]

Light rows (the case alone, no texts) of one Mandant, made by the databases themselves: few in one, many in the other.
Asked is everything `vorgang.angebot` offers, for clerks with different Rollen, at the beginning, in the middle and near
the end, of both in turn, so that an unquiet machine slows both: the question alone (`list_vorgaenge`), and the page as
the web server makes it, in this process. Printed are p95 of both sizes, their ratio, the worst combinations, and the
raw SQL of the plain list beside it.
"""

import io
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
import structlog
from psycopg import sql

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgcloud.settings.base")
django.setup()

from django.conf import settings  # noqa: E402 - models exist after the set-up only
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402

from bench.massenwelt import Amt, load_aemter, make_clerk, superuser  # noqa: E402
from bench.webserver import provide_frontend  # noqa: E402
from ozgcloud.amt.listenadresse import write_filter  # noqa: E402
from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung  # noqa: E402
from ozgcloud.core.types import new_id  # noqa: E402
from ozgcloud.vorgang.angebot import TAGE, angebot  # noqa: E402
from ozgcloud.vorgang.auswahl import Cursor, Filter  # noqa: E402
from ozgcloud.vorgang.queries import list_vorgaenge  # noqa: E402

SMALL, LARGE = 100_000, 10_000_000
ROUNDS = 3
DEPTHS = (0.0, 0.5, 0.95)
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
RAW = "SELECT id FROM vorgang WHERE mandant_id = %s ORDER BY created_at DESC, id DESC LIMIT 51"
FIRST_CLERK = 100
"""Numbers of the clerks whose pages are asked for; the other measurements have their own."""
Connection = psycopg.Connection[Any]
Ask = Callable[[Filter, Cursor | None], object]


@dataclass(frozen=True)
class Welt:
    """A database with so many cases; `verbindung` is the product's connection to it."""

    groesse: int
    dsn: str
    verbindung: BaseDatabaseWrapper


Zeiten = dict[tuple[int, str], list[float]]
"""Seconds by clerk and combination."""


def main(arguments: list[str]) -> None:
    """Both sizes in turn, over the same combinations."""
    small, large = (int(text) for text in (*arguments, *map(str, (SMALL, LARGE)[len(arguments) :])))
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    call_command("migrate", verbosity=0)
    provide_frontend()
    amt = load_aemter()[0]
    actors = _clerks(amt)
    cookies = [make_clerk(amt, FIRST_CLERK + number)[1] for number in range(len(actors))]
    welten = _make_worlds(small, large)
    for welt in welten:
        with psycopg.connect(welt.dsn, autocommit=True) as connection:
            _fill(connection, amt, welt.groesse)
    for what, asks in (("the question", map(_question_of, actors)), ("the page", map(_page_of, cookies))):
        found = _measure(amt, welten, list(asks))
        for welt, zeiten in zip(welten, found, strict=True):
            raw = f"raw SQL of the plain list {_raw(welt.dsn, amt):.2f} ms"
            _say(f"{what}, {welt.groesse} cases: {_describe(zeiten)} | {raw}")
        _compare(*found)


def _question_of(actor: Actor) -> Ask:
    return lambda auswahl, after: list_vorgaenge(actor, auswahl, after=after)


def _page_of(cookie: str) -> Ask:
    """The page this login gets, from the request to the last byte of the answer."""
    application = import_module("ozgcloud.core.wsgi").application  # asks the database and the files when it is loaded
    fixed = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/amt/",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={cookie}",
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
    }

    def ask(auswahl: Filter, after: Cursor | None) -> None:
        stati = list[str]()
        environ = {**fixed, "QUERY_STRING": write_filter(auswahl, after), "wsgi.input": io.BytesIO()}
        answer = application(environ, lambda status, _head, _error=None: stati.append(status))
        b"".join(answer)
        answer.close()
        if not stati[0].startswith("200"):
            raise SystemExit(f"{environ['QUERY_STRING']}: {stati[0]}")

    return ask


def _make_worlds(small: int, large: int) -> tuple[Welt, Welt]:
    """The database this runs on for the many, and a copy of it beside it for the few."""
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
    here = Welt(large, superuser(), connections["default"])
    return Welt(small, urlunsplit(parts._replace(path=f"/{few}")), connections["wenige"]), here


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


def _clerks(amt: Amt) -> list[Actor]:
    reaches: list[list[Rollenzuweisung]] = [
        [Rollenzuweisung(Rolle.USER)],
        [Rollenzuweisung(Rolle.USER, amt.einheiten[0])],
        [Rollenzuweisung(Rolle.USER, einheit) for einheit in amt.einheiten[:3]],
        [Rollenzuweisung(Rolle.POSTSTELLE), Rollenzuweisung(Rolle.USER, amt.einheiten[1], amt.leistungen[0][:6])],
    ]
    return [
        Actor(ActorKind.PERSON, str(amt.personen[n]), amt.id, frozenset(rollen)) for n, rollen in enumerate(reaches)
    ]


def _measure(amt: Amt, welten: tuple[Welt, Welt], asks: list[Ask]) -> tuple[Zeiten, Zeiten]:
    found: tuple[Zeiten, Zeiten] = ({}, {})
    for number, ask in enumerate(asks):
        for auswahl in angebot():
            wanted = replace(
                auswahl,
                leistung=auswahl.leistung and amt.leistungen[5],
                gebiet=auswahl.gebiet and amt.gebiete[2],
                kanal=auswahl.kanal and "papier",
                schlagwort=auswahl.schlagwort and "Härtefall",
            )
            for zeiten, times in zip(found, _ask(ask, wanted, welten), strict=True):
                zeiten[number, _name(auswahl)] = times
    return found


def _ask(ask: Ask, auswahl: Filter, welten: tuple[Welt, Welt]) -> tuple[list[float], list[float]]:
    """Seconds in each world, asked in turn; the first time at each depth does not count."""
    times: tuple[list[float], list[float]] = ([], [])
    for depth in DEPTHS:
        am = ENDE - (ENDE - BEGINN) * depth
        after = Cursor(am, new_id(), am.date() if auswahl.folge in TAGE else None) if depth else None
        for turn in range(ROUNDS + 1):
            for welt, taken in zip(welten, times, strict=True):
                connections["default"] = welt.verbindung
                begun = time.perf_counter()
                ask(auswahl, after)
                if turn:
                    taken.append(time.perf_counter() - begun)
    return times


def _name(auswahl: Filter) -> str:
    plain = Filter()
    return " ".join(str(getattr(auswahl, f)) for f in Filter.__slots__ if getattr(auswahl, f) != getattr(plain, f))


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, int(len(times) * 0.95) - 1)] * 1000


def _describe(found: Zeiten) -> str:
    every = [one for times in found.values() for one in times]
    return f"{len(found)} combinations, p50 {statistics.median(every) * 1000:.1f}, p95 {_p95(every):.1f} ms"


def _compare(small: Zeiten, large: Zeiten) -> None:
    every = [_p95([one for times in found.values() for one in times]) for found in (small, large)]
    _say(f"p95 of all: {every[1] / every[0]:.2f} x, wanted 1.2 at most")
    ratios = {key: statistics.median(large[key]) / statistics.median(small[key]) for key in small}
    worst = sorted(ratios, key=lambda key: -ratios[key])[:8]
    for key in worst:
        a, b = (statistics.median(found[key]) * 1000 for found in (small, large))
        _say(f"  clerk {key[0]} {key[1]}: {a:.1f} → {b:.1f} ms, {ratios[key]:.2f} x")
    flat = sum(ratio <= 1.2 for ratio in ratios.values())
    _say(f"{flat} of {len(ratios)} combinations at 1.2 x or less (medians)")


def _raw(dsn: str, amt: Amt) -> float:
    times = []
    with psycopg.connect(dsn, autocommit=True) as connection:
        for _ in range(25):
            begun = time.perf_counter()
            connection.execute(RAW, [amt.id], prepare=False).fetchall()
            times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])

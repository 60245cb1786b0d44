"""Whether a page of the list costs the same over a hundred times as many cases: every combination, at any depth.

    ./ozg db -- python -m bench.listentiefe [SMALL [LARGE]]

Two worlds of light rows (`bench.leichtwelt`), few in one, many in the other. Asked is everything `vorgang.angebot`
offers, for clerks with different Rollen, at the beginning, in the middle and near the end, of both in turn, so that an
unquiet machine slows both: the question alone (`list_vorgaenge`), and the page as the web server makes it, in this
process. Printed are p95 of both sizes, their ratio, the worst combinations with the number of cases they show (one that
shows more has more to do), and the raw SQL of the plain list beside it.
"""

import io
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module

import django
import psycopg
import structlog

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgcloud.settings.base")
django.setup()

from django.conf import settings  # noqa: E402 - models exist after the set-up only
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from bench.leichtwelt import BEGINN, ENDE, Welt, make_worlds  # noqa: E402
from bench.massenwelt import Amt, load_aemter, make_clerk  # noqa: E402
from bench.webserver import provide_frontend  # noqa: E402
from ozgcloud.amt.listenadresse import write_filter  # noqa: E402
from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung  # noqa: E402
from ozgcloud.core.types import new_id  # noqa: E402
from ozgcloud.vorgang.angebot import TAGE, angebot  # noqa: E402
from ozgcloud.vorgang.auswahl import Cursor, Filter  # noqa: E402
from ozgcloud.vorgang.queries import list_vorgaenge  # noqa: E402

SMALL, LARGE = 100_000, 10_000_000
ROUNDS = 3
FLACH = 1.2
DEPTHS = (0.0, 0.5, 0.95)
RAW = "SELECT id FROM vorgang WHERE mandant_id = %s ORDER BY created_at DESC, id DESC LIMIT 51"
ZEILE = b"data-ozg-item"
"""What every row of the list carries, and nothing else of its page."""
FIRST_CLERK = 100
"""Numbers of the clerks whose pages are asked for; the other measurements have their own."""
Ask = Callable[[Filter, Cursor | None], int]
"""Asks once; how many cases the answer shows."""


@dataclass
class Gefunden:
    """What one combination took: seconds of each time it was asked, and the cases shown in all of them."""

    zeiten: list[float] = field(default_factory=list)
    gezeigt: int = 0

    @property
    def median(self) -> float:
        """Seconds."""
        return statistics.median(self.zeiten)


Ergebnis = dict[tuple[int, str], Gefunden]
"""By clerk and combination."""


def main(arguments: list[str]) -> None:
    """Both sizes in turn, over the same combinations."""
    small, large = (int(text) for text in (*arguments, *map(str, (SMALL, LARGE)[len(arguments) :])))
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    call_command("migrate", verbosity=0)
    provide_frontend()
    amt = load_aemter()[0]
    actors = _clerks(amt)
    cookies = [make_clerk(amt, FIRST_CLERK + number)[1] for number in range(len(actors))]
    welten = make_worlds(amt, small, large)
    for what, asks in (("the question", map(_question_of, actors)), ("the page", map(_page_of, cookies))):
        found = _measure(amt, welten, list(asks))
        for welt, ergebnis in zip(welten, found, strict=True):
            raw = f"raw SQL of the plain list {_raw(welt.dsn, amt):.2f} ms"
            _say(f"{what}, {welt.groesse} cases: {_describe(ergebnis)} | {raw}")
        _compare(*found)


def _question_of(actor: Actor) -> Ask:
    return lambda auswahl, after: len(list_vorgaenge(actor, auswahl, after=after)[0])


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

    def ask(auswahl: Filter, after: Cursor | None) -> int:
        stati = list[str]()
        environ = {**fixed, "QUERY_STRING": write_filter(auswahl, after), "wsgi.input": io.BytesIO()}
        answer = application(environ, lambda status, _head, _error=None: stati.append(status))
        page = b"".join(answer)
        answer.close()
        if not stati[0].startswith("200"):
            raise SystemExit(f"{environ['QUERY_STRING']}: {stati[0]}")
        return page.count(ZEILE)

    return ask


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


def _measure(amt: Amt, welten: tuple[Welt, Welt], asks: list[Ask]) -> tuple[Ergebnis, Ergebnis]:
    found: tuple[Ergebnis, Ergebnis] = ({}, {})
    for number, ask in enumerate(asks):
        for auswahl in angebot():
            wanted = replace(
                auswahl,
                leistung=auswahl.leistung and amt.leistungen[5],
                gebiet=auswahl.gebiet and amt.gebiete[2],
                kanal=auswahl.kanal and "papier",
                schlagwort=auswahl.schlagwort and "Härtefall",
            )
            for ergebnis, one in zip(found, _ask(ask, wanted, welten), strict=True):
                ergebnis[number, _name(auswahl)] = one
    return found


def _ask(ask: Ask, auswahl: Filter, welten: tuple[Welt, Welt]) -> tuple[Gefunden, Gefunden]:
    """In each world, asked in turn; the first time at each depth does not count."""
    found = Gefunden(), Gefunden()
    for depth in DEPTHS:
        am = ENDE - (ENDE - BEGINN) * depth
        after = Cursor(am, new_id(), am.date() if auswahl.folge in TAGE else None) if depth else None
        for turn in range(ROUNDS + 1):
            for welt, one in zip(welten, found, strict=True):
                connections["default"] = welt.verbindung
                begun = time.perf_counter()
                shown = ask(auswahl, after)
                if turn:
                    one.zeiten.append(time.perf_counter() - begun)
                    one.gezeigt += shown
    return found


def _name(auswahl: Filter) -> str:
    plain = Filter()
    return " ".join(str(getattr(auswahl, f)) for f in Filter.__slots__ if getattr(auswahl, f) != getattr(plain, f))


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, int(len(times) * 0.95) - 1)] * 1000


def _every(ergebnis: Ergebnis) -> list[float]:
    return [one for found in ergebnis.values() for one in found.zeiten]


def _describe(ergebnis: Ergebnis) -> str:
    every = _every(ergebnis)
    return f"{len(ergebnis)} combinations, p50 {statistics.median(every) * 1000:.1f}, p95 {_p95(every):.1f} ms"


def _compare(small: Ergebnis, large: Ergebnis) -> None:
    """The ratio of all; of each combination by its medians, beside those that show no more cases than before."""
    _say(f"p95 of all: {_p95(_every(large)) / _p95(_every(small)):.2f} x, wanted {FLACH} at most")
    ratios = {key: large[key].median / small[key].median for key in small}
    for key in sorted(ratios, key=lambda key: -ratios[key])[:8]:
        a, b = small[key], large[key]
        times = f"{a.median * 1000:.1f} → {b.median * 1000:.1f} ms, {ratios[key]:.2f} x"
        _say(f"  clerk {key[0]} {key[1]}: {times}, {a.gezeigt} → {b.gezeigt} cases shown")
    for what, keys in (
        ("all", list(ratios)),
        ("those that show no more cases than before", [k for k in ratios if large[k].gezeigt <= small[k].gezeigt]),
    ):
        flat = sum(ratios[key] <= FLACH for key in keys)
        _say(f"{what}: {flat} of {len(keys)} combinations at {FLACH} x or less (medians)")


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

"""How long a page of the public monitor takes over a Land of full size, with nothing cached.

`./ozg db --temp -- python -m bench.monitor` fills the counters (see `monitorland`), asks every page and download for
changing days through the whole stack of middleware, and the statements of the page by themselves, interleaved. Prints
milliseconds (median, 95th percentile) of both, and their ratio.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import django
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.test import Client

django.setup()
from bench import monitorland  # noqa: E402 - models need Django
from ozgcloud.core import clock  # noqa: E402
from ozgcloud.rollout import zahlen  # noqa: E402

ROUNDS = 60
PAGES = (
    "",
    "verwaltungen/",
    "online-dienste/",
    "antraege/",
    "champions/",
    "definitionen/",
    "dienste.csv",
    "antraege.csv",
)


def main() -> None:
    """Fill, measure, print."""
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    heute = clock.today()
    dsn = psycopg.conninfo.make_conninfo(os.environ["OZG_TEST_SUPERUSER_DSN"], dbname="ozgcloud")
    with psycopg.connect(dsn, autocommit=True) as connection:
        monitorland.fill(connection, heute)
        cells = connection.execute("SELECT count(*), sum(anzahl) FROM antragszahl").fetchone()
    sys.stdout.write(f"cells, Anträge: {cells}; {ROUNDS} rounds, every one another day\n")
    sys.stdout.write(f"{'page':<22}{'p50 ms':>8}{'p95 ms':>8}{'SQL p50':>9}{'SQL p95':>9}{'ratio':>7}\n")
    client = Client(SERVER_NAME="localhost")
    for page in PAGES:
        sys.stdout.write(f"{_measure(client, page, heute)}\n")


def _measure(client: Client, page: str, heute: date) -> str:
    ours: list[float] = []
    plain: list[float] = []
    for n in range(ROUNDS):
        tag = heute - timedelta(days=n * 7)
        ours.append(_milliseconds(partial(_ask, client, page, tag)))
        plain.append(_milliseconds(partial(_statements, tag)))
    a, b = statistics.median(ours), statistics.median(plain)
    return f"/monitor/{page:<13}{a:>8.1f}{_p95(ours):>8.1f}{b:>9.1f}{_p95(plain):>9.1f}{a / b:>7.1f}"


def _ask(client: Client, page: str, tag: date) -> None:
    response = client.get(f"/monitor/{page}", {"stichtag": tag.isoformat()})
    if response.status_code != 200:
        raise RuntimeError(f"{page}: {response.status_code}")


def _statements(tag: date) -> None:
    """What the overview asks the database, without Python around it."""
    zahlen.load_facts(tag)
    zahlen.load_tage(tag)
    zahlen.load_verwaltungen()
    zahlen.load_je_mandant(tag - timedelta(days=27), tag)


def _milliseconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return (time.perf_counter() - begin) * 1000


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()

"""Clerks at the work list: what they wait for and what it costs, over the cases `massenfaelle` has loaded.

    ./ozg db -- python -m bench.arbeitsliste [SECONDS [CLERKS]]

Clerks with mixed Rollen, most at the largest Verwaltung, work by HTTP on the real server and think for a second after
each page: the list in all views, filtered, paged to its depth, searched; cases opened. Beside each class stands the raw
SQL of the same question, asked by a superuser without policies, Rollen or names. CPU is measured by list pages alone.
"""

import asyncio
import os
import random
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import django
import httpx
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgcloud.settings.base")
django.setup()

from django.conf import settings  # noqa: E402 - models exist after the set-up only
from django.core.management import call_command  # noqa: E402

from bench import massstab, verbrauch  # noqa: E402
from bench.massenwelt import Amt, load_aemter, make_clerks, superuser  # noqa: E402
from bench.webserver import Web, running_web  # noqa: E402

DEFAULTS = ("60", "16")
THINK = 1.0
WARM_UP = 20
LISTEN = (
    "",
    "?ansicht=meine",
    "?ansicht=nicht-zugewiesene",
    "?ansicht=ungelesen",
    "?ansicht=wiedervorlagen",
    "?ansicht=frist",
    "?status=Neu",
    "?status=Abgeschlossen&kanal=papier",
    "?leistung=99770000000003",
    "?leistung=99770000000040&status=In+Bearbeitung",
    "?prioritaet=2&sortierung=aelteste",
)
SUCHEN = {"common word": "hund", "two words": "gutachten hund", "rare word": "zwergesel"}
RAW_LIST = """
SELECT id, vorgangsnummer, status FROM vorgang WHERE mandant_id = %(mandant)s
ORDER BY created_at DESC, id DESC LIMIT 51
"""
RAW_SEARCH = """
SELECT vorgang_id FROM vorgangssuche WHERE mandant_id = %(mandant)s AND worte @@ plainto_tsquery('german', %(wort)s)
ORDER BY created_at DESC, vorgang_id DESC LIMIT 51
"""
RAW_CASE = "SELECT * FROM vorgang v JOIN eingang e ON e.vorgang_id = v.id WHERE v.id = %(id)s"
WANTED = {"list": (25, 80), "common word": (None, 100), "two words": (None, 100), "rare word": (None, 100)}
WANTED["case"] = (None, 120)
MEHR = re.compile(r'id="mehr-laden" href="(\?[^"]+)"')
FALL = re.compile(r'href="(/amt/vorgang/[^"?]+)[^"]*" data-ozg-open')


@dataclass
class Zeiten:
    """Seconds by class, and answers that were none."""

    je_klasse: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    fehler: list[str] = field(default_factory=list)


class Sachbearbeiter:
    """One clerk with a browser; what he does next is thrown."""

    def __init__(self, web: Web, cookie: str, seed: int, zeiten: Zeiten) -> None:
        cookies = {settings.SESSION_COOKIE_NAME: cookie}
        self.http = httpx.AsyncClient(base_url=web.basis, cookies=cookies, trust_env=False, timeout=30)
        self.dice = random.Random(seed)  # noqa: S311  (a model, no secret)
        self.zeiten, self.page, self.faelle = zeiten, "", list[str]()

    async def work(self, until: float, think: float, *, only_lists: bool = False) -> None:
        """Pages with pauses until the time is up."""
        await asyncio.sleep(self.dice.random() * think)
        while time.perf_counter() < until:
            await self._step(self.dice.random() if not only_lists else self.dice.random() * 0.7)
            await asyncio.sleep(think)
        await self.http.aclose()

    async def _step(self, throw: float) -> None:
        if throw < 0.45:
            await self._list(self.dice.choice(LISTEN))
        elif throw < 0.7:
            found = MEHR.search(self.page)
            await self._list(found[1].replace("&amp;", "&") if found else "", part=found is not None)
        elif throw < 0.85 or not self.faelle:
            klasse = self.dice.choice(list(SUCHEN))
            await self._get(klasse, f"/amt/?suche={SUCHEN[klasse].replace(' ', '+')}")
        else:
            await self._get("case", self.dice.choice(self.faelle))

    async def _list(self, query: str, *, part: bool = False) -> None:
        """`part`: what the button for more rows asks for."""
        self.page = await self._get("list", f"/amt/{query}", {"HX-Request": "true"} if part else {})
        self.faelle = FALL.findall(self.page) or self.faelle

    async def _get(self, klasse: str, address: str, headers: dict[str, str] | None = None) -> str:
        begun = time.perf_counter()
        answer = await self.http.get(address, headers=headers)
        self.zeiten.je_klasse[klasse].append(time.perf_counter() - begun)
        if answer.status_code != 200:
            self.zeiten.fehler.append(f"{answer.status_code} {address}")
        return answer.text


def main(arguments: list[str]) -> None:
    """Measure, print."""
    seconds, clerks = (int(text) for text in (*arguments, *DEFAULTS[len(arguments) :]))
    call_command("migrate", verbosity=0)
    aemter = load_aemter()
    cookies = [cookie for _, cookie in make_clerks(aemter, clerks)]
    with psycopg.connect(superuser(), autocommit=True) as connection, running_web(workers=2) as web:
        _say(f"{_count(connection)} cases, {clerks} clerks, {THINK:.0f} s to think")
        asyncio.run(_office(web, cookies, WARM_UP, THINK))
        zeiten = asyncio.run(_office(web, cookies, seconds, THINK))
        raw = _raw(connection, aemter[0])
        for klasse, found in sorted(zeiten.je_klasse.items()):
            _print(klasse, found, raw[klasse])
        if zeiten.fehler:
            raise SystemExit(f"{len(zeiten.fehler)} answers were none: {zeiten.fehler[:3]}")
        _cpu(web, cookies, max(10, seconds // 2), connection)


async def _office(web: Web, cookies: list[str], seconds: float, think: float, *, only_lists: bool = False) -> Zeiten:
    zeiten, until = Zeiten(), time.perf_counter() + seconds
    staff = [Sachbearbeiter(web, cookie, n, zeiten) for n, cookie in enumerate(cookies)]
    await asyncio.gather(*(one.work(until, think, only_lists=only_lists) for one in staff))
    return zeiten


def _cpu(web: Web, cookies: list[str], seconds: int, connection: psycopg.Connection[Any]) -> None:
    """Once for one clerk who never pauses, so that nothing runs beside, and once for the whole office."""
    row = connection.execute("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'").fetchone()
    assert row is not None
    postmaster = int((verbrauch.PROC / str(row[0]) / "stat").read_text().rpartition(")")[2].split()[1])
    _say(massstab.describe(massstab.measure(connection, superuser(), postmaster)))
    for who, staff, think in (("one clerk without a pause", cookies[1:2], 0.0), ("the office", cookies, THINK)):
        before = verbrauch.cpu_seconds(web.pid), verbrauch.cpu_seconds(postmaster)
        zeiten = asyncio.run(_office(web, staff, seconds, think, only_lists=True))
        pages = len(zeiten.je_klasse["list"])
        app, pg = verbrauch.cpu_seconds(web.pid) - before[0], verbrauch.cpu_seconds(postmaster) - before[1]
        each = 1000 / pages
        _say(f"CPU for a page of the list, {who}: {app * each:.1f} + {pg * each:.1f} ms, wanted 10 ({pages} pages)")


def _raw(connection: psycopg.Connection[Any], amt: Amt) -> dict[str, float]:
    """Milliseconds (median) of the same questions in plain SQL."""
    row = connection.execute("SELECT id FROM vorgang WHERE mandant_id = %s LIMIT 1", [amt.id]).fetchone()
    assert row is not None

    def ask(statement: str, **values: Any) -> Callable[[], Any]:
        return lambda: connection.execute(statement, {"mandant": amt.id, **values}, prepare=False).fetchall()

    found = {"list": _median(ask(RAW_LIST)), "case": _median(ask(RAW_CASE, id=row[0]))}
    return found | {klasse: _median(ask(RAW_SEARCH, wort=wort)) for klasse, wort in SUCHEN.items()}


def _median(ask: Callable[[], Any]) -> float:
    times = []
    for _ in range(25):
        begun = time.perf_counter()
        ask()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def _print(klasse: str, times: list[float], raw: float) -> None:
    ordered = sorted(times)
    p50, p95 = statistics.median(ordered) * 1000, ordered[max(0, int(len(ordered) * 0.95) - 1)] * 1000
    first, second = WANTED[klasse]
    goal = f"p50 {first}, p95 {second}" if first else f"p95 {second}"
    _say(f"{klasse:12} {len(times):5} pages  p50 {p50:6.1f}  p95 {p95:6.1f} ms, wanted {goal} | raw SQL {raw:.2f} ms")


def _count(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute("SELECT count(*) FROM vorgang").fetchone()
    return int(row[0]) if row else 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])

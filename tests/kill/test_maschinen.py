"""kill -9 of web, worker, PostgreSQL and object store while machines submit by both doors and competence changes.

`OZG_KILL_MASCHINEN`, `OZG_KILL_ANZAHL` and `OZG_KILL_SEED` change the size.
"""

import json
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from contracts.seaweed import KEY, SECRET, Seaweed
from kill.buerger import Zaehler
from kill.dienst import CLEARING, LEISTUNG, MANDANTEN
from kill.killer import Killer, warten
from kill.maschine import Annahme, Maschine
from kill.produkt import Produkt, laufendes_produkt, say
from kill.pruefer import server_errors
from ozgcloud.adapters.s3.store import Bucket
from ozgcloud.core.errors import OzgError
from ozgcloud.core.files import Dateiverweis, FileStore

pytestmark = pytest.mark.long
SEED = int(os.environ.get("OZG_KILL_SEED", "20261122"))
THREADS, QUIET_SECONDS = 12, 240.0
STORE_UP, STORE_DOWN = (3.0, 8.0), (0.5, 3.0)

CASES = """
SELECT v.vorgangsnummer, r.schluessel, e.sha256, d.schluessel, d.sha256, d.groesse, d.datenschluessel
FROM vorgang v JOIN eingangsregister r ON r.vorgang_id = v.id JOIN eingang e ON e.vorgang_id = v.id
LEFT JOIN eingang_anlage a ON a.eingang_id = e.id LEFT JOIN datei d ON d.id = a.datei_id
WHERE v.mandant_id = ANY(%s)
"""
OPEN = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND queue_name = 'flow'"


@contextmanager
def _in_turns(step: Any, rng: random.Random, pause: tuple[float, float]) -> Iterator[None]:
    """Call `step` again and again beside what happens inside."""
    ende, fehler = threading.Event(), list[BaseException]()

    def run() -> None:
        while not ende.wait(rng.uniform(*pause)):
            try:
                step()
            except psycopg.Error:
                continue
            except BaseException as grund:
                fehler.append(grund)
                return

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ende.set()
        thread.join()
    assert fehler == []


def _move_rule(produkt: Produkt) -> None:
    """The other Verwaltung is competent from now on, for one of the two places."""
    with produkt.datenbank() as db:
        db.execute(
            "UPDATE zustaendigkeitsregel SET organisationseinheit_id = NULL,"
            " mandant_id = CASE mandant_id WHEN %s THEN %s ELSE %s END"
            " WHERE id = (SELECT id FROM zustaendigkeitsregel WHERE leistung_praefix = %s ORDER BY random() LIMIT 1)",
            [MANDANTEN[0], MANDANTEN[1], MANDANTEN[0], LEISTUNG],
        )


def _kill_store(weed: Seaweed, rng: random.Random) -> None:
    weed.stop()
    time.sleep(rng.uniform(*STORE_DOWN))
    weed.start()


def _submit(
    produkt: Produkt, welt: dict[str, Any], weiter: Callable[[], bool], zaehler: Zaehler, belege: list[Annahme]
) -> None:
    """All machines at the same time, while there is a reason to go on; what was begun is acknowledged in the end."""
    fehler: list[str] = []

    def one(nummer: int) -> None:
        maschine = Maschine(produkt.basis, welt["schluessel"], welt["kennung"], zaehler, SEED * 1_000 + nummer)
        try:
            while weiter():
                belege.append(maschine.reiche_ein())
        except Exception as grund:
            fehler.append(repr(grund))
        finally:
            maschine.schliesse()

    threads = [threading.Thread(target=one, args=(nummer,)) for nummer in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert fehler == []


def findings(produkt: Produkt, store: FileStore, belege: list[Annahme]) -> list[str]:
    """Acknowledged and lost, stored twice, or not what was sent."""
    with produkt.datenbank() as db:
        zeilen = {row[0]: row for row in db.execute(CASES, [[CLEARING, *MANDANTEN]])}
        faelle = db.execute("SELECT count(*) FROM vorgang WHERE mandant_id = ANY(%s)", [[CLEARING, *MANDANTEN]])
        [(anzahl,)] = faelle.fetchall()
    befunde = [] if anzahl == len(belege) else [f"{anzahl} Vorgänge, {len(belege)} Quittungen"]
    for beleg in belege:
        zeile = zeilen.get(beleg.nummer)
        if zeile is None:
            befunde.append(f"{beleg.nummer} ist verloren")
            continue
        _, transaktion, angaben, schluessel, datei, groesse, geheimnis = zeile
        if (transaktion, angaben, datei) != (beleg.transaktion, beleg.angaben, beleg.datei):
            befunde.append(f"{beleg.nummer} ist nicht, was gesendet wurde")
            continue
        try:
            store.read_verified(Dateiverweis(schluessel, datei, groesse, bytes(geheimnis or b"")))
        except OzgError as grund:
            befunde.append(f"{beleg.nummer}: {grund.meldung}")
    return befunde


def test_machines_lose_nothing_and_make_nothing_twice(tmp_path: Path) -> None:
    anzahl = int(os.environ.get("OZG_KILL_MASCHINEN", "1200"))
    kills = int(os.environ.get("OZG_KILL_ANZAHL", "30"))
    rng, zaehler, belege = random.Random(SEED), Zaehler(), list[Annahme]()
    weed = Seaweed(tmp_path / "weed")
    weed.start()
    umgebung = {"OZG_S3_URL": weed.url, "OZG_S3_BUCKET": "ozg-dateien", "OZG_S3_KEY": KEY, "OZG_S3_SECRET": SECRET}
    try:
        with laufendes_produkt(umgebung) as produkt:
            welt = _world(produkt)
            killer = Killer(produkt, SEED, kills, lambda: len(belege) / anzahl)
            store = _in_turns(lambda: _kill_store(weed, rng), rng, STORE_UP)
            regeln = _in_turns(lambda: _move_rule(produkt), rng, (0.5, 1.5))
            killer.start()
            with store, regeln:
                _submit(produkt, welt, lambda: len(belege) < anzahl or killer.arbeitet, zaehler, belege)
            killer.stop()
            say(f"\n{len(belege)} Annahmen, {len(killer.schlaege)} × kill -9, {dict(zaehler.antworten.most_common())}")
            assert killer.fehler == []
            assert len(killer.schlaege) == kills
            with produkt.datenbank() as db:
                warten(lambda: db.execute(OPEN).fetchone() == (0,), "es wurde nicht still", QUIET_SECONDS)
            assert findings(produkt, produkt.store_on(Bucket(weed.options())), belege) == []
            assert server_errors(produkt.protokoll("web.log")) == []
    finally:
        weed.stop()


def _world(produkt: Produkt) -> dict[str, Any]:
    kennung = f"pruefdienst-{SEED}"
    gemacht = produkt.starte("kill.welt_im_produkt", kennung)
    ausgabe, _ = gemacht.communicate(timeout=60)
    assert gemacht.returncode == 0, ausgabe
    return {**json.loads(ausgabe.splitlines()[-1]), "kennung": kennung}

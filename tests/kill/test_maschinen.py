"""kill -9 of web, worker, PostgreSQL and object store while machines and citizens submit and competence changes.

All three channels at once: our own API, `/antrag` and the portal.

`OZG_KILL_MASCHINEN`, `OZG_KILL_ANZAHL` and `OZG_KILL_SEED` change the size.
"""

import json
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from contracts.seaweed import KEY, SECRET, Seaweed
from kill.buerger import Beleg, Besucher, Zaehler
from kill.dienst import CLEARING, LEISTUNG, MANDANTEN
from kill.killer import Killer, warten
from kill.maschine import Annahme, Maschine
from kill.produkt import Produkt, laufendes_produkt, say
from kill.pruefer import consequences_complete, one_case_per_draft, open_work, receipts_kept, server_errors
from ozgcloud.adapters.s3.store import Bucket
from ozgcloud.core.errors import OzgError
from ozgcloud.core.files import Dateiverweis, FileStore

pytestmark = pytest.mark.long
SEED = int(os.environ.get("OZG_KILL_SEED", "20261122"))
MACHINES, CITIZENS, QUIET_SECONDS = 9, 3, 600.0
STORE_UP, STORE_DOWN = (4.0, 12.0), (0.5, 3.0)

CASES = """
SELECT v.vorgangsnummer, r.schluessel, e.sha256, d.schluessel, d.sha256, d.groesse, d.datenschluessel
FROM vorgang v JOIN eingangsregister r ON r.vorgang_id = v.id JOIN eingang e ON e.vorgang_id = v.id
LEFT JOIN eingang_anlage a ON a.eingang_id = e.id LEFT JOIN datei d ON d.id = a.datei_id
WHERE v.mandant_id = ANY(%s) AND r.absender NOT LIKE 'portal:%%'
"""
NO_MORE_PAUSES = """
UPDATE procrastinate_jobs SET scheduled_at = now() WHERE task_name = 'flow.consequence' AND status = 'todo'
"""
"""What failed again and again while the store was away waits for up to an hour; the test does not."""


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


def _kill_store(weed: Seaweed, rng: random.Random, schlaege: list[float]) -> None:
    weed.stop()
    schlaege.append(time.time())
    time.sleep(rng.uniform(*STORE_DOWN))
    weed.start()


def _submit(
    produkt: Produkt, welt: dict[str, Any], weiter: Callable[[], bool], zaehler: Zaehler, belege: list[Annahme]
) -> None:
    """All senders at the same time, while there is a reason to go on; what was begun is acknowledged in the end."""
    fehler: list[str] = []

    def one(nummer: int) -> None:
        seed, kennung = SEED * 1_000 + nummer, welt["kennung"]
        maschine = Maschine(produkt.basis, welt["schluessel"], kennung, zaehler, seed)
        besucher = Besucher(produkt.basis, kennung, zaehler, seed)
        try:
            while weiter():
                if nummer < MACHINES:
                    belege.append(maschine.reiche_ein())
                else:
                    zaehler.belege.append(besucher.beantrage())
        except Exception as grund:
            fehler.append(repr(grund))
        finally:
            maschine.schliesse()
            besucher.schliesse()

    threads = [threading.Thread(target=one, args=(nummer,)) for nummer in range(MACHINES + CITIZENS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert fehler == []


def findings(produkt: Produkt, store: FileStore, belege: list[Annahme], von_buergern: list[Beleg]) -> list[str]:
    """Acknowledged and lost, stored twice, not what was sent, or without its consequences."""
    with produkt.datenbank() as db:
        zeilen = {row[0]: row for row in db.execute(CASES, [[CLEARING, *MANDANTEN]])}
        faelle = db.execute("SELECT count(*) FROM vorgang WHERE mandant_id = ANY(%s)", [[CLEARING, *MANDANTEN]])
        [(anzahl,)] = faelle.fetchall()
        befunde = receipts_kept(db, store, von_buergern) + one_case_per_draft(db) + consequences_complete(db)
    quittungen = len(belege) + len(von_buergern)
    befunde += [] if anzahl == quittungen else [f"{anzahl} Vorgänge, {quittungen} Quittungen"]
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


def test_machines_and_citizens_lose_nothing_and_make_nothing_twice(tmp_path: Path) -> None:
    anzahl = int(os.environ.get("OZG_KILL_MASCHINEN", "1200"))
    kills = int(os.environ.get("OZG_KILL_ANZAHL", "30"))
    rng, zaehler, belege, am_speicher = random.Random(SEED), Zaehler(), list[Annahme](), list[float]()
    weed = Seaweed(tmp_path / "weed")
    weed.start()
    umgebung = {"OZG_S3_URL": weed.url, "OZG_S3_BUCKET": "ozg-dateien", "OZG_S3_KEY": KEY, "OZG_S3_SECRET": SECRET}
    try:
        with laufendes_produkt(umgebung) as produkt:
            welt = _world(produkt)
            killer = Killer(produkt, SEED, kills, lambda: (len(belege) + len(zaehler.belege)) / anzahl)
            store = _in_turns(lambda: _kill_store(weed, rng, am_speicher), rng, STORE_UP)
            regeln = _in_turns(lambda: _move_rule(produkt), rng, (0.5, 1.5))
            beginn = time.monotonic()
            killer.start()
            with store, regeln:
                _submit(produkt, welt, lambda: killer.fortschritt() < 1 or killer.arbeitet, zaehler, belege)
            killer.stop()
            say(_report(time.monotonic() - beginn, belege, zaehler, killer, len(am_speicher)))
            assert killer.fehler == []
            assert len(killer.schlaege) == kills
            assert am_speicher
            with produkt.datenbank() as db:
                warten(lambda: db.execute(NO_MORE_PAUSES) and open_work(db) == 0, "es wurde nicht still", QUIET_SECONDS)
                assert _in_clearing(db) == 0
            assert findings(produkt, produkt.store_on(Bucket(weed.options())), belege, zaehler.belege) == []
            assert server_errors(produkt.protokoll("web.log")) == []
            gepruefter_verlauf = produkt.ozg("journal", "verify")
            assert gepruefter_verlauf.returncode == 0, gepruefter_verlauf.stdout
    finally:
        weed.stop()


def _in_clearing(db: psycopg.Connection[Any]) -> int:
    """How many went to nobody: the place of every Antrag is known, so there are none."""
    row = db.execute("SELECT count(*) FROM vorgang WHERE mandant_id = %s", [CLEARING]).fetchone()
    return int(row[0]) if row else 0


def _report(sekunden: float, belege: list[Annahme], zaehler: Zaehler, killer: Killer, am_speicher: int) -> str:
    arten = dict(Counter(schlag.art for schlag in killer.schlaege))
    return (
        f"\n{len(belege)} Annahmen von Maschinen, {len(zaehler.belege)} von Bürgern in {sekunden:.0f} s;"
        f" kill -9: {arten}, Objektspeicher {am_speicher}; Antworten: {dict(zaehler.antworten.most_common())}"
    )


def _world(produkt: Produkt) -> dict[str, Any]:
    kennung = f"pruefdienst-{SEED}"
    gemacht = produkt.starte("kill.welt_im_produkt", kennung)
    ausgabe, _ = gemacht.communicate(timeout=60)
    assert gemacht.returncode == 0, ausgabe
    return {**json.loads(ausgabe.splitlines()[-1]), "kennung": kennung}

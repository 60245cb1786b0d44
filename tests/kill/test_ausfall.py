"""The database is away for a while, and the supervisor stopped meanwhile: an honest page, and back at once."""

import os
import signal
import threading
import time
from collections import Counter

import httpx
import psycopg
import pytest

from kill.killer import DATENBANK, HINTERGRUND, finde, is_ready, warten
from kill.produkt import Produkt, laufendes_produkt

pytestmark = pytest.mark.long
OUTAGE_SECONDS = 20.0
BACK_SECONDS = 8.0
LIVEZ_SECONDS = 5.0
VISITORS = 4


class Besuche:
    """Visitors who keep asking for a page that needs the database."""

    def __init__(self, basis: str) -> None:
        self.antworten: Counter[int] = Counter()
        self.seiten: dict[int, httpx.Response] = {}
        self._basis, self._ende = basis, threading.Event()
        self._threads = [threading.Thread(target=self._run) for _ in range(VISITORS)]

    def __enter__(self) -> "Besuche":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ende.set()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        with httpx.Client(base_url=self._basis, timeout=60, trust_env=False) as client:
            while not self._ende.wait(0.3):
                antwort = client.get("/leistungen/")
                self.antworten[antwort.status_code] += 1
                self.seiten[antwort.status_code] = antwort


def _answers(produkt: Produkt) -> bool:
    try:
        with produkt.datenbank():
            return True
    except psycopg.Error:
        return False


def test_pages_and_worker_are_back_at_once_after_a_long_outage() -> None:
    with laufendes_produkt() as produkt, Besuche(produkt.basis) as besuche:
        warten(lambda: besuche.antworten[200] > VISITORS, "keine Seite")
        arbeiter = finde(produkt, HINTERGRUND)[0]
        produkt.supervisor.send_signal(signal.SIGSTOP)
        os.kill(finde(produkt, DATENBANK)[0].pid, signal.SIGKILL)
        warten(lambda: besuche.antworten[503] > VISITORS, "keine Meldung")
        beginn = time.monotonic()
        assert httpx.get(f"{produkt.basis}/livez", timeout=60, trust_env=False).status_code == 200
        assert time.monotonic() - beginn < LIVEZ_SECONDS
        time.sleep(OUTAGE_SECONDS)
        produkt.supervisor.send_signal(signal.SIGCONT)
        warten(lambda: _answers(produkt), "keine Datenbank")
        davor = besuche.antworten[200]
        warten(lambda: besuche.antworten[200] > davor, "die Seiten kamen nicht wieder", BACK_SECONDS)
        warten(lambda: is_ready(produkt.basis), "kein Arbeiter")
        assert finde(produkt, HINTERGRUND)[0].pid != arbeiter.pid
    assert set(besuche.antworten) == {200, 503}
    meldung = besuche.seiten[503]
    assert "gerade nicht erreichbar" in meldung.text
    assert meldung.headers["retry-after"] == "30"
    assert meldung.headers["cache-control"] == "no-store"

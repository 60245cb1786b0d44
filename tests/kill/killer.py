"""Who kills: seeded, one process at a time, only descendants of our own supervisor; measures the recovery."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import httpx
import psycopg

from kill.produkt import Produkt, Prozess, nachkommen, say

WEB, WEB_ARBEITER, HINTERGRUND = "web", "web-arbeiter", "hintergrunddienst"
DATENBANK, VERBINDUNG = "datenbank", "datenbankverbindung"
ARTEN = (WEB, WEB_ARBEITER, HINTERGRUND, DATENBANK, VERBINDUNG)
RECOVERY_SECONDS = 90.0
POLL_SECONDS = 0.1
LONGEST_PAUSE = 1.5
T = TypeVar("T")


@dataclass(frozen=True)
class Schlag:
    """One kill -9: what, when (Unix seconds), and after how many seconds the system answered again."""

    art: str
    am: float
    erholt_nach: float


@dataclass
class Killer:
    """A thread that strikes each time the work has come a step further, until told to stop."""

    produkt: Produkt
    seed: int
    anzahl: int
    fortschritt: Callable[[], float]
    schlaege: list[Schlag] = field(default_factory=list)
    fehler: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._rng = random.Random(self.seed)
        self._ende = threading.Event()
        self._thread = threading.Thread(target=self._run, name="killer", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """No further strikes; waits for the running recovery."""
        self._ende.set()
        self._thread.join()

    @property
    def arbeitet(self) -> bool:
        """Whether strikes are left."""
        return self._thread.is_alive()

    def plan(self) -> list[str]:
        """Every kind equally often, in random order."""
        arten = [ARTEN[i % len(ARTEN)] for i in range(self.anzahl)]
        self._rng.shuffle(arten)
        return arten

    def _run(self) -> None:
        for nummer, art in enumerate(self.plan()):
            while self.fortschritt() < (nummer + 0.5) / self.anzahl and not self._ende.is_set():
                time.sleep(POLL_SECONDS)
            if self._ende.wait(self._rng.uniform(0, LONGEST_PAUSE)):
                return
            try:
                self._strike(art)
            except Exception as fehler:
                self.fehler.append(f"{art}: {fehler!r}")
                return

    def _strike(self, art: str) -> None:
        opfer = self._rng.choice(warten(lambda: finde(self.produkt, art), f"kein Prozess der Art {art}"))
        am = time.time()
        beginn = time.monotonic()
        os.kill(opfer.pid, signal.SIGKILL)
        warten(lambda: self._recovered(art, opfer, am), f"{art} hat sich nicht erholt")
        schlag = Schlag(art, am, time.monotonic() - beginn)
        self.schlaege.append(schlag)
        say(f"  kill -9 {art} ({opfer.pid}): erholt nach {schlag.erholt_nach:.1f} s")

    def _recovered(self, art: str, opfer: Prozess, am: float) -> bool:
        da = finde(self.produkt, art)
        if opfer.pid in {prozess.pid for prozess in nachkommen(self.produkt.supervisor.pid)}:
            return False
        if not da and art != VERBINDUNG:
            return False
        return is_ready(self.produkt.basis) and (art != HINTERGRUND or _worker_since(self.produkt, am))


def finde(produkt: Produkt, art: str) -> list[Prozess]:
    """The living processes of a kind, among the supervisor's descendants."""
    alle = nachkommen(produkt.supervisor.pid)
    direkte = [p for p in alle if p.eltern == produkt.supervisor.pid]
    web = [p for p in direkte if "granian" in p.argv]
    server = [p for p in direkte if p.argv[0].endswith("/postgres") and "-D" in p.argv]
    match art:
        case "web":
            return web
        case "web-arbeiter":
            return [p for p in alle if p.eltern in {w.pid for w in web}]
        case "hintergrunddienst":
            return [p for p in direkte if "arbeite" in p.argv]
        case "datenbank":
            return server
        case _:
            return [p for p in alle if p.eltern in {s.pid for s in server} and p.argv[0].startswith("postgres: app ")]


def warten(bedingung: Callable[[], T], sonst: str, sekunden: float = RECOVERY_SECONDS) -> T:
    """Poll until there is an answer; raises AssertionError with `sonst`."""
    ende = time.monotonic() + sekunden
    while time.monotonic() < ende:
        if antwort := bedingung():
            return antwort
        time.sleep(POLL_SECONDS)
    raise AssertionError(f"{sonst} (nach {sekunden:.0f} s)")


def is_ready(basis: str) -> bool:
    """Whether the product calls itself ready: database, migrations, role and worker."""
    try:
        return httpx.get(f"{basis}/readyz", timeout=20, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def _worker_since(produkt: Produkt, am: float) -> bool:
    """A worker registered after the kill; the registration itself says so, not its number."""
    try:
        with produkt.datenbank() as db:
            sql = "SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > to_timestamp(%s))"
            row = db.execute(sql, [am + 0.01]).fetchone()
            return bool(row and row[0])
    except psycopg.Error:
        return False

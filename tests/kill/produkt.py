"""The real product in a folder of its own: `ozgcloud.ops demo`, its processes, its database, its store."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import psycopg

from ops.conftest import without_database
from ozgcloud.core.datakeys import HouseKeys
from ozgcloud.core.files import FileStore, ObjectStore
from ozgcloud.core.folder import Folder
from ozgcloud.core.keyring import KeyRing
from ozgcloud.ops.roles import SUPERUSER

CLONE = Path(__file__).resolve().parents[2]
START_SECONDS = 180.0
ROLES = "rollen.json"
# Models can be imported only after Django is set up.
STARTER = (
    "import django, runpy, sys; django.setup(); sys.argv = sys.argv[1:]; "
    "runpy.run_module(sys.argv[0], run_name='__main__')"
)


def say(text: str) -> None:
    """Tell who runs the tests (`-s`), or who reads the pipe, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@dataclass(frozen=True)
class Prozess:
    """A process as /proc shows it."""

    pid: int
    eltern: int
    argv: tuple[str, ...]


@dataclass
class Produkt:
    """A running demo: its data folder, supervisor and what its run file says."""

    daten: Path
    supervisor: subprocess.Popen[bytes]
    basis: str
    umgebung: dict[str, str]

    @property
    def store(self) -> FileStore:
        """Where its files lie when nothing else was said."""
        return self.store_on(Folder(self.daten / "dateien"))

    def store_on(self, objects: ObjectStore) -> FileStore:
        """Its files, opened with its own key ring and a look at its table of keys."""
        keys = HouseKeys(self._schluessel, lambda: KeyRing.parse((self.daten / "schluesselring").read_text()))
        return FileStore(objects, keys)

    def _schluessel(self, _mandant_id: int, key_id: UUID) -> bytes:
        with self.datenbank() as db:
            row = db.execute("SELECT geheimnis FROM mandantenschluessel WHERE id = %s", [key_id]).fetchone()
        return bytes(row[0]) if row else b""

    def protokoll(self, name: str) -> str:
        """What a service has logged so far."""
        pfad = self.daten / "log" / name
        return pfad.read_text(errors="replace") if pfad.exists() else ""

    def datenbank(self) -> psycopg.Connection[Any]:
        """A connection no policy binds: the one that looks from outside."""
        teile = urlsplit(self.umgebung["DATABASE_URL"])
        passwort = json.loads((self.daten / ROLES).read_text())[SUPERUSER]
        return psycopg.connect(
            host=teile.hostname,
            port=teile.port,
            dbname=teile.path.lstrip("/"),
            user=SUPERUSER,
            password=passwort,
            autocommit=True,
        )

    def starte(self, modul: str, *argumente: str) -> subprocess.Popen[str]:
        """Run one of our own modules with the product's environment; its lines come through a pipe."""
        umgebung = without_database() | self.umgebung
        umgebung["PYTHONPATH"] = os.pathsep.join((str(CLONE / "src"), str(CLONE / "tests")))
        return subprocess.Popen(
            [sys.executable, "-c", STARTER, modul, *argumente],
            env=umgebung,
            stdout=subprocess.PIPE,
            text=True,
            cwd=CLONE,
        )

    def ozg(self, *argumente: str) -> subprocess.CompletedProcess[str]:
        """A command of the product on this data folder."""
        return subprocess.run(
            [sys.executable, "-m", "ozgcloud.ops", *argumente],
            env=ops_env(self.daten),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )


def ops_env(daten: Path) -> dict[str, str]:
    """Environment of the product's own commands on a data folder."""
    return without_database() | {"PYTHONPATH": str(CLONE / "src"), "OZG_DATA_DIR": str(daten), "OZG_LOG": "json"}


@contextmanager
def laufendes_produkt(umgebung: Mapping[str, str] = MappingProxyType({})) -> Iterator[Produkt]:
    """Start the demo, and stop it like an operator; the folder is kept when something failed (its name is printed).

    `umgebung` is added to the product's own environment.
    """
    ordner = Path(tempfile.mkdtemp(prefix="ozg-kill-"))
    ordner.chmod(0o711)
    daten = ordner / "daten"
    with (ordner / "ausgabe.log").open("wb") as ausgabe:
        kind = subprocess.Popen(
            [sys.executable, "-m", "ozgcloud.ops", "demo", "--port", "0"],
            env=ops_env(daten) | dict(umgebung),
            stdout=ausgabe,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield _wait_for_run_file(kind, daten, ordner / "ausgabe.log")
    except BaseException:
        say(f"\nDatenordner bleibt zur Untersuchung: {ordner}")
        _stop(kind)
        raise
    _stop(kind)
    shutil.rmtree(ordner)


def _wait_for_run_file(kind: subprocess.Popen[bytes], daten: Path, ausgabe: Path) -> Produkt:
    ende = time.monotonic() + START_SECONDS
    while not (daten / "laufend.json").exists():
        if kind.poll() is not None or time.monotonic() > ende:
            raise AssertionError(f"Die Demo ist nicht gestartet:\n{ausgabe.read_text()}")
        time.sleep(0.1)
    lauf = json.loads((daten / "laufend.json").read_text())
    return Produkt(daten, kind, lauf["base_url"], lauf["umgebung"])


def _stop(kind: subprocess.Popen[bytes]) -> None:
    kind.send_signal(signal.SIGTERM)
    try:
        kind.wait(90)
    except subprocess.TimeoutExpired:
        kind.kill()
        kind.wait()


def nachkommen(pid: int) -> list[Prozess]:
    """All living descendants of a process, nearest first; nothing else is ever looked at."""
    gefunden: list[Prozess] = []
    offen = [pid]
    while offen:
        eltern = offen.pop(0)
        for kind in _children(eltern):
            try:
                argv = Path(f"/proc/{kind}/cmdline").read_bytes().rstrip(b"\0").split(b"\0")
            except OSError:
                continue
            if argv != [b""]:
                gefunden.append(Prozess(kind, eltern, tuple(teil.decode(errors="replace") for teil in argv)))
            offen.append(kind)
    return gefunden


def _children(pid: int) -> list[int]:
    listen = Path(f"/proc/{pid}/task").glob("*/children")
    try:
        return [int(kind) for liste in listen for kind in liste.read_text().split()]
    except OSError:
        return []

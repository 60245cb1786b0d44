"""Bring a data folder up to the program's state: tables, demo data, static files, fonts.

Each is skipped when its sources have not changed. What does not depend on the database
runs beside it: two cores are the usual case, and the first start is what people see.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from pathlib import Path

from ozgcloud.ops import assets, system
from ozgcloud.ops.console import stage
from ozgcloud.ops.datadir import open_private
from ozgcloud.ops.diagnosis import explain
from ozgcloud.ops.fingerprint import fingerprint
from ozgcloud.ops.places import Places
from ozgcloud.ops.process import Command
from ozgcloud.ops.supervisor import Supervisor, python_command

STATIC_DONE = "statisch.stand"
DEMO_LOGINS = "zugaenge.txt"
MIGRATE = ("migrate", "--verbosity=0")
SEED = ("+", "demo_daten", "--verbosity=0", "+", "demo_daten", "--print-logins")
COLLECT = ("collectstatic", "--noinput", "--ignore=*.map", "--verbosity=0")


def bring_up_to_date(supervisor: Supervisor, places: Places, env: system.Variables, *, seed: bool) -> None:
    """Run what is due; raises OpsError with the log's last lines when a step fails."""
    source = places.clone / "src" / "ozgcloud"
    lock = places.clone / "requirements" / "runtime.txt"
    code = fingerprint((source, lock)) + _named_database(env) + f" {seed}"
    static = fingerprint((source,), "static") + fingerprint((places.assets, lock))
    with ExitStack() as beside:
        fonts = assets.fonts_command(places)
        if fonts:
            beside.enter_context(_Beside(supervisor, fonts, places.logs / "schriften.log", "Schriften umwandeln"))
        if not _is_done(places, STATIC_DONE, static):
            title, log = "Statische Dateien sammeln", places.logs / "statisch.log"
            beside.enter_context(_Beside(supervisor, _manage(env, *COLLECT), log, title))
        if not _is_done(places, system.DATABASE_DONE, code):
            with stage("Datenbank auf den Stand des Programms bringen"):
                output = places.data / DEMO_LOGINS if seed else places.logs / "migration.log"
                command = _manage(env, *MIGRATE, *(SEED if seed else ()))
                with open_private(output) as target:
                    _require(supervisor.step(command, output=target), "migrate", output)
    _done(places, system.DATABASE_DONE, code)
    _done(places, STATIC_DONE, static)


class _Beside:
    """A step that runs while the block does and is waited for at its end."""

    def __init__(self, supervisor: Supervisor, command: Command, log: Path, title: str) -> None:
        self.supervisor, self.log, self.title = supervisor, log, title
        with log.open("wb") as output:
            self.child = supervisor.background(command, output)

    def __enter__(self) -> _Beside:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            _require(self.supervisor.join(self.child), self.title, self.log)


def _named_database(env: system.Variables) -> str:
    """Ties "done" to a database the operator named (ours lies in the data folder)."""
    named = system.own_database_named()
    return hashlib.sha256(env["DATABASE_URL"].encode()).hexdigest() if named else ""


def _is_done(places: Places, name: str, state: str) -> bool:
    stamp = places.data / name
    if stamp.exists() and stamp.read_text() == state:
        return True
    stamp.unlink(missing_ok=True)
    return False


def _done(places: Places, name: str, state: str) -> None:
    (places.data / name).write_text(state)


def _manage(env: system.Variables, *arguments: str) -> Command:
    return python_command("-m", "ozgcloud.ops.management", *arguments, env=system.full_env(env))


def _require(code: int, title: str, log: Path) -> None:
    if code != 0:
        raise explain(f"Der Schritt »{title}« ist gescheitert", log)

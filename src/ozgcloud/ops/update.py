"""Bring a data folder up to the program's state: tables, demo data, front end.

Each is skipped when its sources have not changed. The front end does not need the
database and is made beside it: two cores are the usual case, and the first start is
what people see.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from ozgcloud.ops import system
from ozgcloud.ops.console import stage
from ozgcloud.ops.datadir import open_private
from ozgcloud.ops.diagnosis import explain
from ozgcloud.ops.errors import OpsError
from ozgcloud.ops.fingerprint import fingerprint
from ozgcloud.ops.places import Places
from ozgcloud.ops.supervisor import Supervisor, python_command

DEMO_LOGINS = "zugaenge.txt"
# Loading Django takes longer than any of these: one process does all.
MIGRATE_AND_SEED = (
    *("migrate", "--verbosity=0", "+", "demo_daten", "--skip-checks", "--verbosity=0"),
    *("+", "demo_daten", "--skip-checks", "--print-logins"),
)


def _with_land(ordner: Path) -> tuple[str, ...]:
    """The same with the model Land, which tells the roll-out of the small demo too."""
    return (
        *("migrate", "--verbosity=0", "+", "demo_daten", "--skip-checks", "--verbosity=0", "--ohne-rollout"),
        *("+", "demo_land", "--skip-checks", str(ordner)),
        *("+", "demo_daten", "--skip-checks", "--print-logins", "--ohne-rollout"),
    )


def frontend_state(places: Places) -> str:
    """What the collected files depend on: our static folders and both locks."""
    locks = (places.clone / "package-lock.json", places.clone / "requirements" / "runtime.txt")
    return f"{fingerprint((places.clone / 'src' / 'ozgcloud',), 'static')} {fingerprint(locks)}"


@contextlib.contextmanager
def frontend_beside(supervisor: Supervisor, places: Places, env: system.Variables) -> Iterator[None]:
    """Make packages, fonts and static files while the block runs, if anything changed."""
    state = frontend_state(places)
    stamp = places.data / "statisch.stand"
    made = places.assets.is_dir() and places.fonts.is_dir()
    if made and stamp.exists() and stamp.read_text() == state:
        yield
        return
    stamp.unlink(missing_ok=True)
    child = supervisor.background(python_command("-m", "ozgcloud.ops.frontend", env=system.full_env(env)))
    yield
    if supervisor.join(child) != 0:
        raise OpsError(
            "Die Oberfläche konnte nicht eingerichtet werden (Meldung oben).",
            "Beheben Sie die genannte Ursache und starten Sie erneut; Fertiges bleibt erhalten.",
        )
    stamp.write_text(state)


def update_database(supervisor: Supervisor, places: Places, env: system.Variables, land: Path | None = None) -> None:
    """Migrate and seed when the program changed; a database named by the operator always.

    With `land` (folder of its tables) also the model Land. Raises OpsError with the log's last lines.
    """
    source = places.clone / "src" / "ozgcloud"
    code = fingerprint((source, places.clone / "requirements" / "runtime.txt"))
    stamp = places.data / system.DATABASE_DONE
    done = stamp.read_text().split(" ", 1) if stamp.exists() else []
    if done[:1] == [code] and (land is None or done[1:] == [str(land)]) and not system.own_database_named():
        return
    stamp.unlink(missing_ok=True)
    what = (
        "Datenbank auf den Stand des Programms bringen" if land is None else "Modell-Land laden (zwei bis drei Minuten)"
    )
    with stage(what):
        log = places.logs / "einrichtung.log"
        command = python_command(
            "-m", "ozgcloud.ops.management", *(_with_land(land) if land else MIGRATE_AND_SEED), env=system.full_env(env)
        )
        with open_private(places.data / DEMO_LOGINS) as output, log.open("wb") as errors:
            code_of_step = supervisor.step(command, output=output, errors=errors)
        if code_of_step != 0:
            raise explain("Die Datenbank konnte nicht auf den Stand des Programms gebracht werden", log)
    stamp.write_text(f"{code} {land}" if land else code)

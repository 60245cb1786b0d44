"""The running system of one data folder: database, environment, and who runs it.

`database` gives the environment with all connection addresses; with DATABASE_URL set
nothing is started and the operator's own addresses are passed on.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ozgcloud.ops import datadir, leftovers, postgres
from ozgcloud.ops.console import complain, stage
from ozgcloud.ops.diagnosis import explain
from ozgcloud.ops.errors import OpsError
from ozgcloud.ops.places import Places, find_places
from ozgcloud.ops.process import free_port
from ozgcloud.ops.roles import DATABASE, LOGIN_ROLES, SUPERUSER
from ozgcloud.ops.supervisor import Spec, Supervisor, python_command

DSN_VARIABLES = {
    "app": "DATABASE_URL",
    "relay": "OZG_RELAY_DATABASE_URL",
    "owner": "OZG_OWNER_DATABASE_URL",
    "leitstand": "OZG_LEITSTAND_DATABASE_URL",
    "monitor": "OZG_MONITOR_DATABASE_URL",
}
# Stamps in the data folder: roles made, tables migrated.
ROLES_DONE = "rollen.stand"
DATABASE_DONE = "datenbank.stand"
MEMORY = Path("/dev", "shm")
ROOM_IN_MEMORY = 4 * datadir.GIB
Variables = dict[str, str]


@dataclass(frozen=True)
class Running:
    """A supervisor at work: its process, address (empty: database only), environment."""

    pid: int
    base_url: str
    env: Variables


def own_database_named() -> bool:
    """True when the operator brings a database (DATABASE_URL)."""
    return bool(os.environ.get("DATABASE_URL"))


def named_addresses() -> Variables:
    """The connection addresses the operator named."""
    return {name: os.environ[name] for name in DSN_VARIABLES.values() if name in os.environ}


def product_env(places: Places, base_url: str) -> Variables:
    """What the program reads, apart from the database addresses."""
    return {
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "ozgcloud.settings.base"),
        "OZG_DATA_DIR": str(places.data),
        "OZG_SECRET_KEY": os.environ.get("OZG_SECRET_KEY") or datadir.secret_key(places.data),
        "OZG_KEY_RING": os.environ.get("OZG_KEY_RING") or str(datadir.key_ring(places.data)),
        "OZG_BASE_URL": base_url,
        "OZG_ALLOWED_HOSTS": os.environ.get("OZG_ALLOWED_HOSTS", "127.0.0.1,localhost"),
        "OZG_ASSETS_DIR": str(places.assets),
        "OZG_FONTS_DIR": str(places.fonts),
    }


def full_env(added: Variables) -> Variables:
    """Our own environment plus `added`, with the clone's programs first in the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '/usr/bin:/bin')}"
    return {**os.environ, "PATH": path, "PYTHONUNBUFFERED": "1", **added}


def make_cluster(places: Places, *, throwaway: bool, binaries: Path | None = None) -> postgres.Cluster:
    """Describe the cluster of a data folder (nothing is started yet)."""
    folder = places.data / "pg"
    identity = postgres.choose_identity(folder, places.clone)
    usable, major = postgres.usable_binaries(
        binaries or postgres.embedded_binaries(), places.data / "pg-programme", identity
    )
    return postgres.Cluster(
        binaries=usable,
        folder=folder,
        identity=identity,
        port=free_port(),
        major=major,
        throwaway=throwaway,
    )


def start_cluster(supervisor: Supervisor, places: Places, cluster: postgres.Cluster) -> Variables:
    """Initialise and start the database server; returns the connection addresses."""
    secrets = datadir.passwords(places.data, (SUPERUSER, *LOGIN_ROLES))
    log = places.logs / "postgres.log"
    if not (cluster.folder / "PG_VERSION").exists():
        # What was done in an earlier cluster says nothing about the new one.
        for name in (ROLES_DONE, DATABASE_DONE):
            (places.data / name).unlink(missing_ok=True)
        with stage("Datenbank anlegen"):
            postgres.initialise(cluster, secrets[SUPERUSER], log)
    leftovers.clear(cluster.folder)
    supervisor.start(
        Spec(
            name="Datenbank",
            command=postgres.server_command(cluster),
            log=log,
            ready=lambda pid: postgres.is_ready(cluster, pid),
            stop_signal=signal.SIGINT,
            patience=30.0,
        )
    )
    _bootstrap_roles(supervisor, places, cluster, secrets)
    addresses = {DSN_VARIABLES[role]: cluster.dsn(role, secrets[role]) for role in LOGIN_ROLES}
    if cluster.throwaway:
        addresses["OZG_TEST_SUPERUSER_DSN"] = cluster.dsn(SUPERUSER, secrets[SUPERUSER], "postgres")
    return addresses


def _bootstrap_roles(supervisor: Supervisor, places: Places, cluster: postgres.Cluster, secrets: Variables) -> None:
    done = places.data / ROLES_DONE
    # Known roles and our own recipe decide; a new role later runs it again.
    state = f"{DATABASE} {' '.join(secrets)} {(Path(__file__).parent / 'roles.py').stat().st_size}"
    if done.exists() and done.read_text() == state:
        return
    order = {"dsn": cluster.dsn(SUPERUSER, secrets[SUPERUSER], "postgres"), "passwords": secrets}
    command = python_command("-m", "ozgcloud.ops.roles", env=full_env({}))
    log = places.logs / "rollen.log"
    with log.open("wb") as output:
        code = supervisor.step(command, stdin=json.dumps(order).encode(), output=output)
    if code != 0:
        raise explain("Die Rollen der Datenbank konnten nicht angelegt werden", log)
    done.write_text(state)


def publish(places: Places, base_url: str, env: Variables) -> None:
    """Write the run file, so that other commands find this system."""
    state = {"pid": os.getpid(), "base_url": base_url, "umgebung": env}
    datadir.write_private(places.run_file, json.dumps(state, indent=1))


def find_running(places: Places) -> Running | None:
    """The system at work on this data folder, or None."""
    if not places.run_file.exists():
        return None
    with datadir.sole_user(places.data) as free:
        if free:
            return None
    state = json.loads(places.run_file.read_text())
    return Running(pid=state["pid"], base_url=state["base_url"], env=state["umgebung"])


@contextlib.contextmanager
def database(supervisor: Supervisor, places: Places, *, throwaway: bool = False) -> Iterator[Variables]:
    """Database of the data folder: the operator's, a running one, or our own.

    Yields the variables with addresses. Who started it waits at the end for those
    who share it.
    """
    if own_database_named() and not throwaway:
        yield named_addresses()
        return
    datadir.prepare(places.data)
    with datadir.sole_user(places.data) as alone:
        if not alone:
            with _shared(places) as env:
                yield env
            return
        env = start_cluster(supervisor, places, make_cluster(places, throwaway=throwaway))
        publish(places, "", env)
        try:
            yield env
            datadir.wait_for_sharers(places.data)
        finally:
            places.run_file.unlink(missing_ok=True)
            supervisor.stop_all()


@contextlib.contextmanager
def _shared(places: Places) -> Iterator[Variables]:
    running = find_running(places)
    if running is None:
        raise OpsError(
            f"Auf dem Datenordner {places.data} arbeitet gerade ein anderer Start.",
            "Warten Sie, bis er fertig ist, oder nennen Sie mit OZG_DATA_DIR einen anderen Ordner.",
        )
    with datadir.shared_use(places.data):
        yield {name: running.env[name] for name in DSN_VARIABLES.values() if name in running.env}


@contextlib.contextmanager
def throwaway_places(clone: Path, *, in_memory: bool = False) -> Iterator[Places]:
    """A data folder that vanishes at the end (tests, trials); `in_memory` where this machine has room for that."""
    folder = Path(tempfile.mkdtemp(prefix="ozg-", dir=_memory_folder() if in_memory else None))
    try:
        yield Places(clone=clone, data=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory_folder() -> Path | None:
    """Where files never reach a disk; None when there is no such place or less than 4 GiB of memory to spare."""
    try:
        lines = (line.split() for line in Path("/proc/meminfo").read_text().splitlines())
        available = next(int(words[1]) * 1024 for words in lines if words[0] == "MemAvailable:")
        room = min(shutil.disk_usage(MEMORY).free, available)
    except (OSError, StopIteration):
        return None
    return MEMORY if os.access(MEMORY, os.W_OK) and room >= ROOM_IN_MEMORY else None


def run_with_database(argv: tuple[str, ...], *, throwaway: bool) -> int:
    """Start only the database and run one command with its environment."""
    places = find_places()
    with contextlib.ExitStack() as stack:
        if throwaway:
            places = replace(places, data=stack.enter_context(throwaway_places(places.clone)).data)
        supervisor = stack.enter_context(Supervisor())
        env = stack.enter_context(database(supervisor, places, throwaway=throwaway))
        added = {"OZG_LOG": os.environ.get("OZG_LOG", "plain"), **env}
        added |= product_env(places, os.environ.get("OZG_BASE_URL", "http://127.0.0.1:8000"))
        command = python_command(env=full_env(added))
        return supervisor.step(replace(command, argv=argv), foreground=True)


def announce_root() -> None:
    """Tell root under which account things run."""
    if os.geteuid() == 0:
        complain(
            "  Hinweis: Sie starten als root. Die Datenbank läuft unter einem eigenen Konto, Web und "
            "Hintergrunddienst laufen als root und sind nur von diesem Rechner aus erreichbar."
        )

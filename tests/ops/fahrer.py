"""A small program around the supervisor, started by the tests as a process of its own.

fahrer.py dienste FOLDER      three dummy services; each writes its pid and its end
fahrer.py datenbank FOLDER    a throw-away cluster; writes its addresses
"""

import json
import sys
from pathlib import Path

from ozgcloud.ops import datadir, system
from ozgcloud.ops.places import Places, find_clone
from ozgcloud.ops.supervisor import Spec, Supervisor, python_command

DIENST = """
import os, pathlib, signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
folder, name = pathlib.Path(sys.argv[1]), sys.argv[2]
with (folder / "pids").open("a") as out: out.write(f"{name} {os.getpid()}\\n")
signal.sigwait({signal.SIGTERM})
with (folder / "ende").open("a") as out: out.write(f"{name}\\n")
"""


def spec(folder: Path, name: str) -> Spec:
    """A service that is ready once it has written its pid."""
    return Spec(
        name=name,
        command=python_command("-c", DIENST, str(folder), name, env=system.full_env({})),
        log=folder / f"{name}.log",
        ready=lambda pid: (folder / "pids").exists() and f"{name} {pid}" in (folder / "pids").read_text(),
    )


def dienste(folder: Path) -> None:
    """Three services, kept alive until a stop signal."""
    with Supervisor() as supervisor:
        supervisor.start(spec(folder, "eins"))
        supervisor.start(spec(folder, "zwei"), spec(folder, "drei"))
        (folder / "bereit").touch()
        supervisor.run()


def datenbank(folder: Path) -> None:
    """A database, kept alive until a stop signal."""
    places = Places(clone=find_clone(), data=folder)
    datadir.prepare(folder)
    with Supervisor() as supervisor:
        addresses = system.start_cluster(supervisor, places, system.make_cluster(places, throwaway=True))
        pid = supervisor.services[0].process.pid
        datadir.write_private(folder / "bereit", json.dumps({**addresses, "pid": pid}))
        supervisor.run()


if __name__ == "__main__":
    {"dienste": dienste, "datenbank": datenbank}[sys.argv[1]](Path(sys.argv[2]))

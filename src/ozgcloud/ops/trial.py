"""A running system for commands that need one: the operator's, or one for the time being."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from ozgcloud.ops import system
from ozgcloud.ops.console import complain
from ozgcloud.ops.diagnosis import tail
from ozgcloud.ops.errors import OpsError
from ozgcloud.ops.places import Places, find_places
from ozgcloud.ops.process import end


@contextlib.contextmanager
def running_system() -> Iterator[system.Running]:
    """Yield the running system, or one started on a free port for the time of the block.

    It works on the same data folder: a trial run tests the operator's own system.
    """
    places = find_places()
    running = system.find_running(places)
    if running is not None and running.base_url:
        yield running
        return
    places.local.mkdir(exist_ok=True)
    log = places.local / "zwischenstart.log"
    complain("→ Es läuft kein System; für diesen Befehl wird eines gestartet …")
    with log.open("wb") as output:
        child = subprocess.Popen(
            [sys.executable, "-m", "ozgcloud.ops", "demo", "--port=0"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield _wait_until_running(child, places, log)
    finally:
        end(child, signal.SIGTERM, 60.0)


def _wait_until_running(child: subprocess.Popen[bytes], places: Places, log: Path) -> system.Running:
    while child.poll() is None:
        running = system.find_running(places)
        if running is not None and running.pid == child.pid and running.base_url:
            return running
        time.sleep(0.1)
    raise OpsError(
        f"Das System ließ sich nicht starten:\n{tail(log, 25)}",
        "Beheben Sie die genannte Ursache, oder starten Sie es zuerst mit ./ozg demo.",
    )

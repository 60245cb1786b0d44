"""Database processes of an earlier supervisor that was killed together with its server.

The caller holds the data folder's lock, so whatever still works in the cluster's folder
is a leftover: a server that is shutting down, or backends that finish their query and
keep the shared memory until then.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

# Seconds after which each signal is sent; a server told to stop by its parent's death is given time.
ESCALATION = ((2.0, signal.SIGINT), (10.0, signal.SIGQUIT), (15.0, signal.SIGKILL))


def processes_in(folder: Path) -> list[int]:
    """Processes whose working directory is `folder` (every PostgreSQL process is in its cluster)."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if (entry / "cwd").readlink() == folder:
                    found.append(int(entry.name))
    return found


def clear(folder: Path) -> int:
    """Wait for leftovers to end, then make them; returns how many there were at first."""
    begin, left = time.monotonic(), list(ESCALATION)
    first = pids = processes_in(folder)
    while pids:
        if not (folder / "postmaster.pid").exists() or _is_headless(folder, pids):
            # No server above them: nothing is gained by waiting.
            _send(pids, signal.SIGQUIT)
        while left and time.monotonic() - begin > left[0][0]:
            _send(pids, left.pop(0)[1])
        time.sleep(0.05)
        pids = processes_in(folder)
    # Nobody is left, but the kernel may still list the dead server (until its new parent
    # asks for it), or another program has its number: PostgreSQL would refuse to start.
    (folder / "postmaster.pid").unlink(missing_ok=True)
    return len(first)


def _is_headless(folder: Path, pids: list[int]) -> bool:
    try:
        return int((folder / "postmaster.pid").read_text().split()[0]) not in pids
    except (OSError, ValueError, IndexError):
        return True


def _send(pids: list[int], what: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, what)

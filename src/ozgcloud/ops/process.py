"""Child processes that never outlive us. Linux only.

The supervisor blocks its signals and takes them out one by one (`wait_signal`), so
there is no handler code. Every child gets an empty mask, its own session (Ctrl-C
reaches the supervisor first, which then stops things in order) and a parent-death
signal. As *subreaper* the supervisor inherits whatever a killed child leaves behind.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
STOP_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
WATCHED = STOP_SIGNALS | {signal.SIGCHLD}

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Identity:
    """The account a child runs as."""

    uid: int
    gid: int
    name: str


@dataclass(frozen=True)
class Command:
    """What to start, in which environment, as whom, writing where."""

    argv: tuple[str, ...]
    env: Mapping[str, str]
    identity: Identity | None = None
    cwd: Path | None = None
    death_signal: signal.Signals = signal.SIGTERM


def become_subreaper() -> None:
    """Adopt orphans of our children (prctl(2), PR_SET_CHILD_SUBREAPER)."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _child_setup(death_signal: signal.Signals) -> Callable[[], None]:
    parent = os.getpid()

    def setup() -> None:
        # Runs after the change of user, which would clear the parent-death signal.
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        _libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return setup


def spawn(
    command: Command,
    *,
    output: IO[bytes] | int | None = None,
    errors: IO[bytes] | int | None = None,
    stdin: IO[bytes] | int | None = subprocess.DEVNULL,
    own_session: bool = True,
) -> subprocess.Popen[bytes]:
    """Start a child; `output` takes both its streams (None: ours) unless `errors` takes one."""
    identity = command.identity
    return subprocess.Popen(
        command.argv,
        env=dict(command.env),
        cwd=command.cwd,
        stdin=stdin,
        stdout=output,
        stderr=subprocess.STDOUT if errors is None and output is not None else errors,
        user=identity.uid if identity else None,
        group=identity.gid if identity else None,
        extra_groups=[] if identity else None,
        start_new_session=own_session,
        preexec_fn=_child_setup(command.death_signal),  # noqa: PLW1509  (we have one thread only)
    )


def wait_signal(timeout: float) -> signal.Signals | None:
    """Take the next watched signal, waiting `timeout` seconds at most."""
    found = signal.sigtimedwait(WATCHED, max(0.0, timeout))
    # Stopped and continued (Ctrl-Z and fg) past the timeout, Python answers with whatever lay in memory, not with None.
    return signal.Signals(found.si_signo) if found and found.si_signo in WATCHED else None


def adopted_children(known: set[int]) -> list[int]:
    """Process ids the kernel handed to us from children that died."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [int(pid) for pid in listed if int(pid) not in known]


def reap_orphans(known: set[int]) -> None:
    """Let adopted children that have ended vanish from the process list."""
    for pid in adopted_children(known):
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def cure_orphans(known: set[int], patience: float = 2.0) -> int:
    """End and reap adopted children: SIGQUIT, after `patience` seconds SIGKILL.

    Orphaned database backends finish their query first and hold the shared memory
    until then, which makes a restart of the server fail. Returns how many there were.
    """
    cured: set[int] = set()
    deadline = time.monotonic() + patience
    while orphans := adopted_children(known):
        late = time.monotonic() > deadline
        for pid in orphans:
            if pid not in cured or late:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL if late else signal.SIGQUIT)
            cured.add(pid)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        time.sleep(0.01)
    return len(cured)


def end(child: subprocess.Popen[bytes], first: signal.Signals, patience: float) -> None:
    """Stop a child: `first`, after `patience` seconds SIGKILL. Reaps it."""
    if child.poll() is None:
        child.send_signal(first)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def free_port() -> int:
    """A TCP port on loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def port_is_taken(port: int) -> bool:
    """True when a server listens on this loopback port (or it may not be used)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
        return False

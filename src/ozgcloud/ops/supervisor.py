"""The supervisor: starts services in order, keeps them alive, stops them in reverse.

One thread, one loop: it waits for the next signal (a child ended, or we shall stop)
or for the time at which a killed service is due again.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO

from ozgcloud.ops.console import complain
from ozgcloud.ops.diagnosis import explain
from ozgcloud.ops.process import (
    STOP_SIGNALS,
    WATCHED,
    Command,
    become_subreaper,
    cure_orphans,
    end,
    reap_orphans,
    spawn,
    wait_signal,
)

BACKOFF_FIRST = 0.1
BACKOFF_LAST = 10.0
# A service that ran this long (seconds) starts again without delay.
PROVEN_AFTER = 30.0
LOG_LIMIT = 20 * 1024**2


class Stopped(Exception):
    """Not an error: a stop signal arrived while something was being waited for."""


@dataclass(frozen=True)
class Spec:
    """A service: its command, how it is asked to stop, and when it is ready.

    A higher rank stops earlier; among equals the last started stops first.
    """

    name: str
    command: Command
    log: Path
    ready: Callable[[int], bool]
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    rank: int = 0


@dataclass
class Service:
    """A running (or waiting) service."""

    spec: Spec
    process: subprocess.Popen[bytes]
    started: float
    delay: float = BACKOFF_FIRST
    due: float | None = None


@dataclass
class Supervisor:
    """Context manager around services; leaving it stops them in reverse order."""

    services: list[Service] = field(default_factory=list)
    steps: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __enter__(self) -> Supervisor:
        become_subreaper()
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop_all()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)

    def start(self, *specs: Spec, patience: float = 60.0) -> None:
        """Start services at the same time and wait until each is ready.

        Raises OpsError when one ends before that, Stopped when a stop signal comes.
        """
        for spec in specs:
            rotate(spec.log)
            self.services.append(Service(spec=spec, process=launch(spec), started=time.monotonic()))
        deadline = time.monotonic() + patience
        for service in self.services[-len(specs) :]:
            spec = service.spec
            while not spec.ready(service.process.pid):
                if service.process.poll() is not None or time.monotonic() > deadline:
                    raise explain(f"{spec.name} ist nicht gestartet", spec.log)
                self._take(wait_signal(0.02))

    def step(
        self,
        command: Command,
        *,
        stdin: bytes = b"",
        output: IO[bytes] | None = None,
        errors: IO[bytes] | None = None,
        foreground: bool = False,
    ) -> int:
        """Run a command to its end while watching for stop signals; its exit code.

        In the `foreground` it shares our terminal and its Ctrl-C.
        """
        feed = subprocess.PIPE if stdin else None if foreground else subprocess.DEVNULL
        child = spawn(command, stdin=feed, output=output, errors=errors, own_session=not foreground)
        if child.stdin:
            child.stdin.write(stdin)
            child.stdin.close()
        self.steps.append(child)
        return self.join(child)

    def background(self, command: Command) -> subprocess.Popen[bytes]:
        """Begin a step that runs beside others and prints what it has to say; `join` waits for it."""
        self.steps.append(spawn(command))
        return self.steps[-1]

    def join(self, child: subprocess.Popen[bytes]) -> int:
        """Wait for a step; its exit code. A stop signal ends it and raises Stopped."""
        while child.poll() is None:
            self._take(wait_signal(0.5))
            self._revive()
        self.steps.remove(child)
        return child.returncode

    def run(self) -> None:
        """Keep the services alive until a stop signal arrives."""
        try:
            while True:
                self._revive()
                dues = [s.due for s in self.services if s.due is not None]
                self._take(wait_signal(min(dues, default=time.monotonic() + 5) - time.monotonic()))
        except Stopped:
            return

    def stop_all(self) -> None:
        """Stop steps, then services in their order; leaves no child behind."""
        self.services.sort(key=lambda service: service.spec.rank)
        while self.steps:
            end(self.steps.pop(), signal.SIGTERM, 5.0)
        while self.services:
            service = self.services.pop()
            end(service.process, service.spec.stop_signal, service.spec.patience)
        cure_orphans(set())

    def _take(self, found: signal.Signals | None) -> None:
        if found in STOP_SIGNALS:
            raise Stopped

    def _known(self) -> set[int]:
        return {child.pid for child in (*self.steps, *(s.process for s in self.services))}

    def _revive(self) -> None:
        reap_orphans(self._known())
        for service in self.services:
            if service.due is None and service.process.poll() is not None:
                self._mourn(service)
            if service.due is not None and service.due <= time.monotonic():
                service.process = launch(service.spec)
                service.started = time.monotonic()
                service.due = None

    def _mourn(self, service: Service) -> None:
        """Note the death of a service, cure what it left, set the time of its return."""
        orphans = cure_orphans(self._known())
        lived = time.monotonic() - service.started
        proven = lived > PROVEN_AFTER
        service.delay = BACKOFF_FIRST if proven else min(service.delay * 2, BACKOFF_LAST)
        service.due = time.monotonic() + (0.0 if proven else service.delay)
        left = f", {orphans} verwaiste Prozesse beendet" if orphans else ""
        complain(
            f"! {service.spec.name} hat sich beendet ({describe(service.process.returncode)}{left}); "
            f"Neustart in {max(0.0, service.due - time.monotonic()):.1f} s. Protokoll: {service.spec.log}"
        )


def launch(spec: Spec) -> subprocess.Popen[bytes]:
    """Start the process of a service, output appended to its log."""
    with spec.log.open("ab") as output:
        return spawn(spec.command, output=output)


def rotate(log: Path) -> None:
    """Keep one older log once it has grown large."""
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_name(log.name + ".1"))


def describe(code: int | None) -> str:
    """How a process ended, in words for the operator."""
    if code is not None and code < 0:
        return f"Signal {signal.Signals(-code).name}"
    return f"Ergebnis {code}"


def python_command(*arguments: str, env: dict[str, str], cwd: Path | None = None) -> Command:
    """A command run by the Python of the clone."""
    return Command(argv=(sys.executable, *arguments), env=env, cwd=cwd)

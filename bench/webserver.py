"""The web server of the product for measurements: granian with its own options, and what it holds in memory."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench import verbrauch
from ozgcloud.ops.process import end, free_port
from ozgcloud.ops.services import WEB_THREADS

PROC = Path("/proc")
START_SECONDS = 60
LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Web:
    """The running program."""

    pid: int
    port: int

    @property
    def basis(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pss(self) -> float:
        """MiB of all its processes, shared pages divided."""
        return verbrauch.pss_mib(self.pid)


def provide_frontend() -> None:
    """Styles, fonts and scripts, without which no page can be written."""
    subprocess.run([sys.executable, "-m", "ozgcloud.ops.frontend"], check=True)


@contextmanager
def running_web(*, workers: int = 1) -> Iterator[Web]:
    """Granian as `ozg demo` starts it, log lines included, with all that pages need."""
    provide_frontend()
    port = free_port()
    options = ("--interface=wsgi", "--host=127.0.0.1", f"--port={port}", f"--workers={workers}", "--no-ws")
    threads = ("--runtime-threads=1", f"--blocking-threads={WEB_THREADS}", "--log-level=warning")
    command = [sys.executable, "-m", "granian", *options, *threads, "ozgcloud.core.wsgi:application"]
    env = {**os.environ, "OZG_LOG": "json"}
    child = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        web = Web(child.pid, port)
        _wait(f"{web.basis}/livez")
        yield web
    finally:
        end(child, signal.SIGTERM, 30.0)


def _wait(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            if httpx.get(address, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise SystemExit("the program did not start")


def peak_rss_mib(pid: int) -> float:
    """The highest resident memory each process of the tree ever had (VmHWM), added up: an upper bound."""
    total = 0
    for one in verbrauch.tree(pid):
        try:
            lines = (PROC / str(one) / "status").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return total / 1024


@dataclass
class Gipfel:
    """The highest PSS seen while it was looked at, in MiB."""

    web: Web
    mib: float = 0.0
    ende: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Look until told to stop."""
        while not self.ende.wait(LOOK_SECONDS):
            self.mib = max(self.mib, self.web.pss)


@contextmanager
def watched(web: Web) -> Iterator[Gipfel]:
    """Look at the memory beside what happens inside."""
    gipfel = Gipfel(web, web.pss)
    thread = threading.Thread(target=gipfel.run, daemon=True)
    thread.start()
    try:
        yield gipfel
    finally:
        gipfel.ende.set()
        thread.join()

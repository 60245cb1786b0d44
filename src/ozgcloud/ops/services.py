"""The two services beside the database: web server and background worker.

On stopping, first nobody is let in any more, then the running job ends.
"""

from __future__ import annotations

import http.client
from collections.abc import Callable
from dataclasses import replace

from ozgcloud.ops.places import Places
from ozgcloud.ops.supervisor import Spec, python_command
from ozgcloud.ops.system import Variables, full_env

WEB_THREADS = 6


def web_spec(places: Places, env: Variables, port: int) -> Spec:
    """The web server: granian, WSGI, one process with a few threads, loopback only."""
    options = ("--interface=wsgi", "--host=127.0.0.1", f"--port={port}", "--workers=1", "--no-ws")
    threads = ("--runtime-threads=1", f"--blocking-threads={WEB_THREADS}", "--respawn-failed-workers")
    command = python_command(
        *("-m", "granian", *options, *threads, "--log-level=warning"),
        "ozgcloud.core.wsgi:application",
        env=full_env(env),
    )
    return Spec(
        name="Web",
        command=replace(command, cwd=places.clone),
        log=places.logs / "web.log",
        ready=answers(port),
        rank=2,
    )


def worker_spec(places: Places, env: Variables) -> Spec:
    """The background worker; it may finish its job before it stops."""
    command = python_command("-m", "ozgcloud.ops.management", "arbeite", env=full_env(env))
    return Spec(
        name="Hintergrunddienst",
        command=replace(command, cwd=places.clone),
        log=places.logs / "worker.log",
        ready=lambda pid: True,
        patience=30.0,
        rank=1,
    )


def answers(port: int) -> Callable[[int], bool]:
    """A readiness check: the server answers anything below 500 on /livez."""

    def check(_pid: int) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1.0)
        try:
            connection.request("GET", "/livez")
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    return check

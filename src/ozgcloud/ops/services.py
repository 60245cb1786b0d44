"""The two services beside the database: web server and background worker.

On stopping, first nobody is let in any more, then the running job ends.
"""

from __future__ import annotations

import http.client
from collections.abc import Callable
from dataclasses import replace

from ozgcloud.ops.places import Places
from ozgcloud.ops.supervisor import Spec, python_command
from ozgcloud.ops.system import DSN_VARIABLES, Variables, full_env

DSN_NAMES = frozenset(DSN_VARIABLES.values())

WEB_THREADS = 4
# The web server meets strangers: it holds its own key and those of two roles that can read no case, one for operators
# of the Land and one for public numbers. Only the worker reads the journal for everybody.
WEB_ROLES = frozenset({"DATABASE_URL", "OZG_LEITSTAND_DATABASE_URL", "OZG_MONITOR_DATABASE_URL"})
WORKER_ROLES = frozenset({"DATABASE_URL", "OZG_RELAY_DATABASE_URL"})


def web_spec(places: Places, env: Variables, port: int) -> Spec:
    """The web server: granian, WSGI, one process with a few threads, loopback only."""
    options = ("--interface=wsgi", "--host=127.0.0.1", f"--port={port}", "--workers=1", "--no-ws")
    threads = ("--runtime-threads=1", f"--blocking-threads={WEB_THREADS}", "--respawn-failed-workers")
    command = python_command(
        *("-m", "granian", *options, *threads, "--log-level=warning"),
        "ozgcloud.core.wsgi:application",
        env=_with_roles(env, WEB_ROLES),
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
    command = python_command("-m", "ozgcloud.ops.management", "arbeite", env=_with_roles(env, WORKER_ROLES))
    return Spec(
        name="Hintergrunddienst",
        command=replace(command, cwd=places.clone),
        log=places.logs / "worker.log",
        ready=lambda pid: True,
        patience=30.0,
        rank=1,
    )


def _with_roles(env: Variables, roles: frozenset[str]) -> Variables:
    """The environment with the addresses of these database roles only."""
    return {name: value for name, value in full_env(env).items() if name not in DSN_NAMES or name in roles}


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

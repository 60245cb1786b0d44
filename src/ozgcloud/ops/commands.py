"""Commands that only hand over to Django: who runs them, with which environment.

They keep the operator's working directory: arguments may be relative paths.
"""

from __future__ import annotations

import os

from ozgcloud.ops import system
from ozgcloud.ops.errors import OpsError
from ozgcloud.ops.places import Places, find_places
from ozgcloud.ops.process import Command
from ozgcloud.ops.services import web_spec
from ozgcloud.ops.supervisor import Supervisor, python_command
from ozgcloud.ops.trial import running_system

MANAGEMENT = ("-m", "ozgcloud.ops.management")


def manage(*arguments: str) -> int:
    """Run a management command on the data folder's database, started if necessary."""
    places = find_places()
    with Supervisor() as supervisor, system.database(supervisor, places) as addresses:
        return supervisor.step(_command(places, addresses, _base_url(places), arguments), foreground=True)


def manage_running(*arguments: str) -> int:
    """Run a management command against the running system, started if necessary."""
    if system.own_database_named():
        return manage(*arguments)
    with running_system() as running, Supervisor() as supervisor:
        command = python_command(*MANAGEMENT, *arguments, env=system.full_env(running.env))
        return supervisor.step(command, foreground=True)


def replace_by_worker() -> int:
    """Become the background worker (production: a unit of its own)."""
    places, addresses = _production()
    _become(_command(places, addresses, _base_url(places), ("arbeite",)).argv, places, addresses)
    return 1


def replace_by_web(port: int) -> int:
    """Become the web server (production: a unit of its own)."""
    places, addresses = _production()
    _become(web_spec(places, {}, port).command.argv, places, addresses)
    return 1


def _become(argv: tuple[str, ...], places: Places, addresses: system.Variables) -> None:
    env = system.full_env({**addresses, **system.product_env(places, _base_url(places))})
    os.execve(argv[0], argv, env)  # noqa: S606  (no shell is meant)


def _production() -> tuple[Places, system.Variables]:
    places = find_places()
    if system.own_database_named():
        return places, {}
    running = system.find_running(places)
    if running is None:
        raise OpsError(
            "Es ist keine Datenbank genannt (DATABASE_URL) und es läuft kein System.",
            "Setzen Sie DATABASE_URL, oder starten Sie mit ./ozg demo alles zusammen.",
        )
    return places, running.env


def _base_url(places: Places) -> str:
    running = system.find_running(places)
    known = running.base_url if running else ""
    return os.environ.get("OZG_BASE_URL") or known or "http://127.0.0.1:8000"


def _command(places: Places, addresses: system.Variables, base_url: str, arguments: tuple[str, ...]) -> Command:
    added = {**addresses, **system.product_env(places, base_url)}
    added["OZG_LOG"] = os.environ.get("OZG_LOG", "plain")
    return python_command(*MANAGEMENT, *arguments, env=system.full_env(added))

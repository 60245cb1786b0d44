"""The command line: what an operator types after `./ozg`."""

from __future__ import annotations

import argparse

from ozgcloud.ops.console import complain
from ozgcloud.ops.errors import OpsError
from ozgcloud.ops.supervisor import Stopped
from ozgcloud.ops.system import run_with_database


def build_parser() -> argparse.ArgumentParser:
    """All commands with their German help."""
    parser = argparse.ArgumentParser(prog="./ozg", description="OZG-Cloud einrichten, starten, prüfen.")
    commands = parser.add_subparsers(dest="befehl", required=True, metavar="BEFEHL")
    db = commands.add_parser("db", help="nur die Datenbank starten und einen Befehl damit ausführen")
    db.add_argument("--temp", action="store_true", help="leere Wegwerf-Datenbank statt der eigenen Daten")
    db.add_argument("argv", nargs=argparse.REMAINDER, metavar="-- BEFEHL …")
    return parser


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code."""
    options = build_parser().parse_args(arguments)
    try:
        argv = tuple(options.argv[1:] if options.argv[:1] == ["--"] else options.argv)
        return run_with_database(argv, throwaway=options.temp)
    except OpsError as error:
        complain(f"\nFehler: {error}")
        return 1
    except (Stopped, KeyboardInterrupt):
        return 130

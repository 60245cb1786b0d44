"""The command line: what an operator types after `./ozg`."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Callable
from pathlib import Path

from ozgcloud.ops import checks, commands, testrun
from ozgcloud.ops.console import complain
from ozgcloud.ops.demo import Wishes, run_demo
from ozgcloud.ops.diagnosis import full_disk
from ozgcloud.ops.errors import OpsError
from ozgcloud.ops.supervisor import Stopped
from ozgcloud.ops.system import run_with_database

Handler = Callable[[argparse.Namespace], int]

# Commands whose arguments Django's management command of the given name reads.
PASSED_ON: dict[str, tuple[str, str, bool]] = {
    "migrate": ("migrate", "Datenbank auf den Stand des Programms bringen", False),
    "journal": ("journal", "Journal prüfen (verify) oder Tagesstand versiegeln (siegeln)", False),
    "import": ("importiere", "Schemata, Codelisten und andere Dateien einlesen", False),
    "ereignisse": ("ereignisse", "Ereignisliste für andere Systeme mit dem Journal vergleichen (pruefe)", False),
    "schluessel": ("schluessel", "Schlüssel der Dateien: zeige, rotiere, vernichte, sichere, stelle-her", False),
    "monitor": ("monitor", "öffentliche Zahlen aus dem Journal neu berechnen (rechne)", False),
    "kennzahlen": ("kennzahlen", "Zahlen der Verwaltungen aus ihren Vorgängen neu zählen (rechne)", False),
    "suchindex": ("suchindex", "Vorgänge auffindbar machen, die die Suche noch nicht kennt", False),
    "standards": ("standards", "amtliche Schemata installieren und anzeigen", False),
    "client": ("client", "technische Zugänge: Schlüssel, Freigaben, Sperre", False),
    "api-dokument": ("api_dokument", "OpenAPI-Dokument der Schnittstelle schreiben", False),
    "probelauf": ("probelauf", "einen Übungsantrag vom Formular bis zur Akte durchlaufen", True),
}


def build_parser() -> argparse.ArgumentParser:
    """All commands with their German help."""
    parser = argparse.ArgumentParser(
        prog="./ozg",
        description="OZG-Cloud einrichten, starten und prüfen.",
        epilog="Ohne DATABASE_URL wird eine eigene Datenbank gestartet. Daten liegen im Ordner OZG_DATA_DIR.",
    )
    found = parser.add_subparsers(dest="befehl", required=True, metavar="BEFEHL")
    demo = found.add_parser("demo", help="alles starten: Datenbank, Web, Hintergrunddienst, Demodaten")
    demo.add_argument("--port", type=int, default=8000, help="Port des Webservers (Vorgabe 8000; 0: ein freier)")
    demo.add_argument("--fresh", action="store_true", help="bisherige Daten löschen und neu beginnen")
    demo.add_argument(
        "--land", type=Path, metavar="ORDNER", help="das ganze Modell-Land aus den Tabellen dieses Ordners"
    )
    test = found.add_parser("test", help="alles prüfen (bis 20 Minuten); weitere Angaben gehen an pytest")
    test.add_argument("--all", action="store_true", help="dazu die langen Tests und PostgreSQL 15")
    found.add_parser("check", help="nur die statischen und die Architekturprüfungen")
    web = found.add_parser("web", help="nur den Webserver starten (Betrieb)")
    web.add_argument("--port", type=int, default=8000)
    found.add_parser("worker", help="nur den Hintergrunddienst starten (Betrieb)")
    for name, (_, text, _) in PASSED_ON.items():
        found.add_parser(name, help=text, add_help=False)
    db = found.add_parser("db", help="nur die Datenbank starten und einen Befehl damit ausführen")
    db.add_argument("--temp", action="store_true", help="leere Wegwerf-Datenbank statt der eigenen Daten")
    return parser


def _handle(options: argparse.Namespace, rest: list[str]) -> int:
    name = options.befehl
    if name in PASSED_ON:
        command, _, needs_system = PASSED_ON[name]
        return (commands.manage_running if needs_system else commands.manage)(command, *rest)
    handlers: dict[str, Handler] = {
        "demo": lambda o: run_demo(Wishes(port=o.port, fresh=o.fresh, land=o.land)),
        "test": lambda o: testrun.run_tests(rest, everything=o.all),
        "check": lambda o: checks.run_checks(),
        "web": lambda o: commands.replace_by_web(o.port),
        "worker": lambda o: commands.replace_by_worker(),
        "db": lambda o: run_with_database(tuple(rest), throwaway=o.temp),
    }
    return handlers[name](options)


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Our own options, and what goes to another program untouched and in order."""
    parser = build_parser()
    name, given = arguments[:1], arguments[1:]
    if name and (name[0] in PASSED_ON or (name[0] in ("test", "db") and given[:1] not in (["-h"], ["--help"]))):
        own = []
        if name == ["test"]:
            own = [word for word in given if word == "--all"]
            given = [word for word in given if word != "--all"]
        elif name == ["db"] and given[:1] == ["--temp"]:
            own, given = given[:1], given[1:]
        options = parser.parse_args([*name, *own])
        rest = given[1:] if given[:1] == ["--"] else given
        if name == ["db"] and not rest:
            parser.error("db braucht einen Befehl: ./ozg db -- BEFEHL …")
        return options, rest
    return parser.parse_args(arguments), []


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code. Every failure is a sentence and a way out."""
    options, rest = parse(arguments)
    try:
        return _handle(options, rest)
    except OpsError as error:
        complain(f"\nFehler: {error}")
        return 1
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        named = str(error.filename or "beim Schreiben")
        complain(f"\nFehler: {full_disk(named)}")
        return 1
    except (Stopped, KeyboardInterrupt):
        complain("\nAbgebrochen.")
        return 130


def run() -> None:
    """Entry point of the installed program."""
    sys.exit(main(sys.argv[1:]))

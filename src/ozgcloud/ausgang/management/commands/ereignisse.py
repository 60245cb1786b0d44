"""`ozg ereignisse pruefe`: compare the list of events for others with the journal."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ozgcloud.ausgang.faltung import recheck
from ozgcloud.core import clock


class Command(BaseCommand):
    """Compare; `--reparieren` enters what is missing at the end of the list."""

    help = "Ereignisliste für andere Systeme mit dem Journal vergleichen"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word, `--reparieren` and `--json`."""
        parser.add_argument("was", choices=("pruefe",))
        parser.add_argument("--reparieren", action="store_true", help="fehlende Ereignisse nachtragen")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 when the list is that of the journal or was repaired, 1 when it differs."""
        found = recheck(jetzt=clock.now(), repair=options["reparieren"])
        if options["json"]:
            self.stdout.write(json.dumps(asdict(found) | {"stimmt": found.stimmt}))
        elif found.stimmt:
            self.stdout.write("Die Ereignisliste stimmt mit dem Journal überein.")
        else:
            tat = "bereinigt" if options["reparieren"] else "gefunden; mit --reparieren bereinigen"
            self.stdout.write(f"Abweichungen {tat}: {found.fehlend} fehlen, {found.erfunden} ohne Journaleintrag.")
        if not (found.stimmt or options["reparieren"]):
            sys.exit(1)

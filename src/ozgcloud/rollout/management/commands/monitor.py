"""`ozg monitor rechne`: work the public numbers out again from the journal, and compare."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ozgcloud.rollout.zaehlung import recount


class Command(BaseCommand):
    """Compare the kept numbers with the journal; `--reparieren` replaces them."""

    help = "Öffentliche Zahlen aus dem Journal neu berechnen und vergleichen"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word, `--reparieren` and `--json`."""
        parser.add_argument("was", choices=("rechne",))
        parser.add_argument("--reparieren", action="store_true", help="abweichende Zahlen ersetzen")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 when the numbers are those of the journal or were repaired, 1 when they differ."""
        found = recount(repair=options["reparieren"])
        if options["json"]:
            self.stdout.write(json.dumps(asdict(found) | {"stimmt": found.stimmt}))
        elif found.stimmt:
            self.stdout.write(
                f"Die Zahlen stimmen mit dem Journal überein: {found.zellen} Zellen, {found.verlauf} Schritte."
            )
        else:
            tat = "ersetzt" if options["reparieren"] else "gefunden; mit --reparieren ersetzen"
            self.stdout.write(
                f"Abweichungen {tat}: {found.falsche_zellen} bei Anträgen, {found.falscher_verlauf} beim Roll-out."
            )
        if not (found.stimmt or options["reparieren"]):
            sys.exit(1)

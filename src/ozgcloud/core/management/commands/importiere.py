"""`ozg import <art> …`: hands over to the management command `importiere_<art>` of the slice that owns it."""

from argparse import REMAINDER
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser

PREFIX = "importiere_"


class Command(BaseCommand):
    """Find the command by its name; the kinds are whatever the installed slices bring."""

    help = "Dateien einlesen: Schemata, Codelisten, Orte, Postleitzahlen, Mandanten und anderes"

    def add_arguments(self, parser: CommandParser) -> None:
        """The kind; everything behind it belongs to the kind's own command."""
        parser.add_argument("art", nargs="?", default="", metavar="ART")
        parser.add_argument("rest", nargs=REMAINDER, metavar="DATEI")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command of the kind; an unknown kind or no file gets one sentence with all kinds."""
        kinds = sorted(name.removeprefix(PREFIX) for name in get_commands() if name.startswith(PREFIX))
        if options["art"] not in kinds or not options["rest"]:
            raise CommandError(
                f"Bitte nennen Sie, was importiert wird, und die Datei: ./ozg import ART DATEI; "
                f"ART ist eines von: {', '.join(kinds)}."
            )
        call_command(f"{PREFIX}{options['art']}", *options["rest"], stdout=self.stdout, stderr=self.stderr)

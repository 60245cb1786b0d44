"""`ozg kennzahlen rechne`: count all cases anew for the numbers of the offices."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ozgcloud.kennzahlen.faltung import rebuild


class Command(BaseCommand):
    """Needed once where cases are older than the counting; harmless at any time."""

    help = "Zahlen der Verwaltungen aus ihren Vorgängen neu zählen"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word."""
        parser.add_argument("was", choices=("rechne",))

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, and say how many."""
        self.stdout.write(f"{rebuild()} Vorgänge gezählt.")

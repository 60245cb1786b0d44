"""`ozg import gebiete DATEI`: Länder, Kreise, Ämter and Gemeinden by Regionalschlüssel."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandParser

from ozgcloud.core.imports import Bericht, ImportCommand, Zeile, command_line
from ozgcloud.mandant.actions.end_gebiete import end_gebiete
from ozgcloud.mandant.actions.import_gebiete import import_gebiete
from ozgcloud.mandant.gebietsangaben import REQUIRED


class Command(ImportCommand):
    """Take the places, then end those a newer Gebietsstand no longer names."""

    help = "Gebiete importieren (CSV mit ars, name, typ, gebietsstand und weiteren Spalten)"
    required = REQUIRED
    key = ("ars",)
    bekannt: frozenset[str]
    vollstaendig: bool

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and whether it may end many places."""
        super().add_arguments(parser)
        parser.add_argument(
            "--vollstaendig", action="store_true", help="die Datei ist vollständig: auch sehr viele Orte beenden"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the file and print the report."""
        self.vollstaendig = options["vollstaendig"]
        super().handle(*args, **options)

    def begin(self, zeilen: Sequence[Zeile]) -> None:
        """A successor may stand further down in the file."""
        self.bekannt = frozenset(zeile.get("ars") for zeile in zeilen)

    def take(self, zeilen: Sequence[Zeile]) -> Bericht:
        """One batch of places."""
        return import_gebiete(command_line(), zeilen=zeilen, bekannt=self.bekannt)

    def finish(self, zeilen: Sequence[Zeile], bericht: Bericht) -> Bericht:
        """Nothing ends while a row was refused: it could be the very place that seems to be missing."""
        if bericht.abgelehnt:
            return Bericht(hinweise=["Wegen der abgelehnten Zeilen wurde kein Ort beendet."])
        return end_gebiete(command_line(), zeilen=zeilen, vollstaendig=self.vollstaendig)

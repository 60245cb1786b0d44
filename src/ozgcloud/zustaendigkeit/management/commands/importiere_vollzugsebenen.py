"""`ozg import vollzugsebenen DATEI`: which kind of Verwaltung executes which Leistung."""

from collections.abc import Sequence
from typing import ClassVar

from ozgcloud.core.imports import Bericht, ImportCommand, Zeile, command_line
from ozgcloud.zustaendigkeit.actions.import_vollzugsebenen import import_vollzugsebenen


class Command(ImportCommand):
    """Entries, one a row. Columns: docs/handbuch/betrieb.md."""

    help = "Vollzugsebenen einlesen: gemeinde, kreis, land oder kammer je Leistung"
    required: ClassVar[tuple[str, ...]] = ("leistung_praefix", "ebene", "gueltig_von")
    key: ClassVar[tuple[str, ...]] = ("leistung_praefix", "ars_praefix", "gueltig_von")

    def take(self, zeilen: Sequence[Zeile]) -> Bericht:
        """Take a batch."""
        return import_vollzugsebenen(command_line(), zeilen=zeilen)

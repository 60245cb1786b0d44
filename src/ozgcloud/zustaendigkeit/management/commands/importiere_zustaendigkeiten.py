"""`ozg import zustaendigkeiten DATEI`: who is competent for which Leistung where."""

from collections.abc import Sequence
from typing import ClassVar

from ozgcloud.core.imports import Bericht, ImportCommand, Zeile, command_line
from ozgcloud.zustaendigkeit.actions.import_zustaendigkeiten import import_zustaendigkeiten


class Command(ImportCommand):
    """Rules, one a row. Columns: docs/handbuch/betrieb.md."""

    help = "Zuständigkeiten einlesen (Spalten: siehe Handbuch Betrieb)"
    required: ClassVar[tuple[str, ...]] = ("leistung_praefix", "ebene", "ars_praefix", "mandant", "gueltig_von")
    key: ClassVar[tuple[str, ...]] = ("leistung_praefix", "ebene", "ars_praefix", "gueltig_von")

    def take(self, zeilen: Sequence[Zeile]) -> Bericht:
        """Take a batch."""
        return import_zustaendigkeiten(command_line(), zeilen=zeilen)

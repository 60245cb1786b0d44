"""`ozg import mandanten DATEI`: the list of Verwaltungen this installation serves."""

from collections.abc import Sequence

from ozgcloud.core.errors import OzgError
from ozgcloud.core.imports import Bericht, ImportCommand, Zeile, command_line, reason
from ozgcloud.mandant.actions.save_mandant import save_mandant
from ozgcloud.mandant.verwaltungsangaben import REQUIRED, read_verwaltung


class Command(ImportCommand):
    """Save one Mandant per row, each in its own transaction; nothing is ever removed from the list."""

    help = "Mandanten importieren (CSV mit kurz, name, art, land und weiteren Spalten)"
    required = REQUIRED
    key = ("kurz",)

    def take(self, zeilen: Sequence[Zeile]) -> Bericht:
        """One batch of Verwaltungen."""
        bericht = Bericht()
        for zeile in zeilen:
            try:
                saved = save_mandant(command_line(), angaben=read_verwaltung(zeile.werte))
            except OzgError as error:
                bericht.refuse(zeile, reason(error))
            else:
                bericht.count(saved.ausgang)
        return bericht

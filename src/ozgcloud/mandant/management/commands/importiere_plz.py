"""`ozg import plz DATEI`: which postcodes deliver into which Gemeinden."""

from collections.abc import Sequence

from ozgcloud.core.imports import Bericht, ImportCommand, Zeile, command_line
from ozgcloud.mandant.actions.import_plz import import_plz
from ozgcloud.mandant.actions.remove_plz import remove_plz


class Command(ImportCommand):
    """Take the pairs, then remove those the file no longer names for its Gemeinden."""

    help = "Postleitzahlen importieren (CSV mit plz und ars, je Paar eine Zeile)"
    required = ("plz", "ars")
    key = ("plz", "ars")

    def take(self, zeilen: Sequence[Zeile]) -> Bericht:
        """One batch of pairs."""
        return import_plz(command_line(), zeilen=zeilen)

    def finish(self, zeilen: Sequence[Zeile], bericht: Bericht) -> Bericht:
        """What the file no longer names."""
        return remove_plz(command_line(), zeilen=zeilen, abgelehnt={a.zeile for a in bericht.abgelehnt})

"""`ozg import schema DATEI…`: Datenschemata (XDatenfelder 3)."""

from pathlib import Path

from ozgcloud.core.imports import command_line
from ozgcloud.datenschema.actions.import_schema import import_schema
from ozgcloud.datenschema.einlesen import FileCommand, read_file


class Command(FileCommand):
    """Import Datenschemata."""

    help = "Datenschemata (XDatenfelder 3) importieren; auch als .gz"

    def take(self, pfad: Path) -> str:
        """Import one Datenschema."""
        ergebnis = import_schema(command_line(), roh=read_file(pfad), dateiname=pfad.name)
        stand = "importiert" if ergebnis.neu else "war schon da"
        return (
            f"{ergebnis.fim_id}@{ergebnis.version} {stand}: {ergebnis.name} – {ergebnis.knoten} Knoten, "
            f"{ergebnis.felder} Felder, {ergebnis.offene_punkte} offene Punkte. Kennung {ergebnis.id}"
        )

"""`ozg import codeliste DATEI…`: Codelisten (genericode)."""

from pathlib import Path

from ozgcloud.core.imports import command_line
from ozgcloud.datenschema.actions.import_codeliste import import_codeliste
from ozgcloud.datenschema.einlesen import FileCommand, read_file


class Command(FileCommand):
    """Import Codelisten."""

    help = "Codelisten (genericode) importieren; auch als .gz"

    def take(self, pfad: Path) -> str:
        """Import one Codeliste."""
        ergebnis = import_codeliste(command_line(), roh=read_file(pfad))
        stand = "importiert" if ergebnis.neu else "war schon da"
        return f"{ergebnis.canonical_uri}_{ergebnis.version} {stand}: {ergebnis.name} – {ergebnis.eintraege} Einträge"

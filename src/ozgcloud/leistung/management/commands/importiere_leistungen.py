"""`./ozg import leistungen DATEI`: take over a catalogue of Leistungen (CSV) and make the search index anew."""

from collections.abc import Sequence
from typing import ClassVar

from ozgcloud.core.imports import Bericht, ImportCommand, Zeile, command_line
from ozgcloud.leistung.actions.import_leistungen import import_leistungen
from ozgcloud.leistung.actions.index_leistungen import index_leistungen
from ozgcloud.leistung.queries import missing_from


class Command(ImportCommand):
    """Catalogue facts by key; own texts stay, and what the file no longer names is reported, never deleted."""

    help = "Leistungskatalog einlesen (CSV mit leika_key und name)"
    required: ClassVar[tuple[str, ...]] = ("leika_key", "name")
    key: ClassVar[tuple[str, ...]] = ("leika_key",)

    def take(self, zeilen: Sequence[Zeile]) -> Bericht:
        """One batch."""
        return import_leistungen(command_line(), zeilen=zeilen)

    def finish(self, zeilen: Sequence[Zeile], bericht: Bericht) -> Bericht:
        """Name what is missing, then make the index anew (also after a run that changed nothing but broke off)."""
        rest = Bericht()
        missing = missing_from({zeile.get("leika_key") for zeile in zeilen})
        if missing:
            rest.hinweise.append(
                f"{len(missing)} Leistungen stehen nicht mehr in der Datei und bleiben unverändert: "
                f"{', '.join(missing[:10])}{' …' if len(missing) > 10 else ''}"
            )
        done = index_leistungen(command_line())
        rest.hinweise.append(f"Suche neu aufgebaut: {done.formen} Wörter für {done.leistungen} Leistungen.")
        return rest

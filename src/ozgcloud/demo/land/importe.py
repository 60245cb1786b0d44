"""The tables of the given folder: places, postcodes of the Land, Leistungen; by the same actions as `ozg import`."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.imports import BATCH, Bericht, Zeile, command_line, read_rows
from ozgcloud.demo.land import katalog, orte
from ozgcloud.leistung.actions.import_leistungen import import_leistungen
from ozgcloud.leistung.actions.index_leistungen import index_leistungen
from ozgcloud.mandant.actions.import_gebiete import import_gebiete
from ozgcloud.mandant.actions.import_plz import import_plz
from ozgcloud.mandant.gebietsangaben import REQUIRED

PLZ_DATEI = "plz_gemeinde_de.csv"
LAND = "01"
DATEIEN = (orte.DATEI, PLZ_DATEI, katalog.DATEI)


def require_folder(ordner: Path) -> None:
    """The folder has all three files; raises InvalidInput naming what is missing."""
    fehlt = [name for name in DATEIEN if not (ordner / name).is_file()]
    if fehlt:
        raise InvalidInput(f"Im Ordner {ordner} fehlen für das Modell-Land: {', '.join(fehlt)}.")


def import_tables(ordner: Path) -> list[Bericht]:
    """Take all three; repeatable. Postcodes of other Länder are left out, their places are not part of the model."""
    gebiete = list(read_rows(ordner / orte.DATEI, REQUIRED))
    bekannt = frozenset(zeile.get("ars") for zeile in gebiete)
    plz = [zeile for zeile in read_rows(ordner / PLZ_DATEI, ("plz", "ars")) if zeile.get("ars").startswith(LAND)]
    leistungen = list(read_rows(ordner / katalog.DATEI, katalog.SPALTEN))
    berichte = [
        _take(gebiete, lambda teil: import_gebiete(command_line(), zeilen=teil, bekannt=bekannt)),
        _take(plz, lambda teil: import_plz(command_line(), zeilen=teil)),
        _take(leistungen, lambda teil: import_leistungen(command_line(), zeilen=teil)),
    ]
    index_leistungen(command_line())
    return berichte


def _take(zeilen: Sequence[Zeile], take: Callable[[Sequence[Zeile]], Bericht]) -> Bericht:
    bericht = Bericht()
    for start in range(0, len(zeilen), BATCH):
        bericht.add(take(zeilen[start : start + BATCH]))
    return bericht

"""Where tests find what is not in the repository: the letter font and the official schemas. Absent: a loud skip."""

import os
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

WURZEL = Path(__file__).resolve().parents[2]
SCHNITTE = ("Regular", "Bold")


def shared_folder(*teile: str) -> Path:
    """Return a folder of the shared test data: below $OZG_SHARED, or below `../shared` beside the repository."""
    ordner = Path(os.environ.get("OZG_SHARED") or WURZEL.parent / "shared").joinpath(*teile)
    if not ordner.is_dir():
        pytest.skip(f"NICHT GEPRÜFT: gemeinsame Testdaten fehlen ({ordner}); OZG_SHARED setzen")
    return ordner


def font_folder(ablage: Path) -> Path:
    """Return a folder with Fira Sans as TTF: that of the installation, else converted from the KERN package."""
    for ordner in (os.environ.get("OZG_FONTS_DIR", ""), WURZEL / ".ozg" / "fonts", WURZEL / ".ozg" / "data" / "fonts"):
        if ordner and all((Path(ordner) / f"FiraSans-{s}.ttf").is_file() for s in SCHNITTE):
            return Path(ordner)
    for modul in (WURZEL, WURZEL / "frontend", WURZEL / ".ozg"):
        quelle = modul / "node_modules" / "@kern-ux" / "native" / "dist" / "fonts" / "fira-sans"
        if quelle.is_dir():
            for schnitt in SCHNITTE:
                schrift = TTFont(quelle / f"FiraSans-{schnitt}.woff2")
                schrift.flavor = None
                schrift.save(ablage / f"FiraSans-{schnitt}.ttf")
            return ablage
    pytest.skip("NICHT GEPRÜFT: Fira Sans fehlt; OZG_FONTS_DIR setzen oder die Einrichtung ausführen")

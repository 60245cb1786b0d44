"""Convert Fira Sans from WOFF2 to TTF, the only form typst reads.

Program: `python -m ozgcloud.ops.fonts SOURCE TARGET STAMP TEXT`: folders, then the file
and text that say the work is complete.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

STYLES = ("Regular", "Italic", "Bold", "BoldItalic")


def convert(source: Path, target: Path) -> None:
    """Write FiraSans-<style>.ttf for the four styles a Bescheid uses."""
    for style in STYLES:
        font = TTFont(source / f"FiraSans-{style}.woff2")
        # None removes the compression; the outlines are TrueType already.
        font.flavor = None
        font.save(target / f"FiraSans-{style}.ttf")


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]))
    Path(sys.argv[3]).write_text(sys.argv[4])

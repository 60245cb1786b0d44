"""Convert Fira Sans from WOFF2 to TTF, the only form typst reads.

Imported by programs of their own only: fontTools is large.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

from ozgcloud.ops.assets import stamp_file, stamp_of, start_over
from ozgcloud.ops.console import stage
from ozgcloud.ops.places import Places, find_places

STYLES = ("Regular", "Italic", "Bold", "BoldItalic")


def convert(source: Path, target: Path) -> None:
    """Write FiraSans-<style>.ttf for the four styles a Bescheid uses."""
    for style in STYLES:
        font = TTFont(source / f"FiraSans-{style}.woff2")
        # None removes the compression; the outlines are TrueType already.
        font.flavor = None
        font.save(target / f"FiraSans-{style}.ttf")


def provide_fonts(places: Places) -> None:
    """Make the fonts when the assets they come from are newer."""
    wanted = stamp_of(places.assets)
    if wanted and stamp_of(places.fonts) == wanted:
        return
    with stage("Schriften für PDF umwandeln"):
        start_over(places.fonts)
        convert(places.assets / "kern" / "fonts" / "fira-sans", places.fonts)
        stamp_file(places.fonts).write_text(wanted)


if __name__ == "__main__":
    provide_fonts(find_places())

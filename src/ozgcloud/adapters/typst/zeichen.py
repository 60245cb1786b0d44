"""Keep texts within what the font of the letter can draw.

typst refuses PDF/A when a glyph is missing, so one emoji in a form field would stop a Bescheid. Characters without a
glyph become a visible box, characters that reorder or hide text are removed, and the letter says that this happened.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

ERSATZ = "\N{WHITE VERTICAL RECTANGLE}"

# Same meaning, other code point: no need to tell the reader.
_GLEICHWERTIG = str.maketrans(
    {
        "\r": None,
        "\t": " ",
        "\f": "\n",
        "\v": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "\u202f": "\u00a0",
        "\u2010": "-",
        "\u2011": "-",
        "\ufeff": None,
        "\u200b": None,
        "\u2060": None,
    }
)
# A word longer than this has no break opportunity that typst would find: it would run off the page.
_LANGES_WORT = re.compile(r"[^\s\u200b]{41,}")
_STUECK = 10
MARKEN_HOECHSTENS = 3
# So long a run without any space is no language; good line breaks in it cost typst seconds.
_ENDLOS = re.compile(r"\S{200}")


class Schriftfehler(Exception):
    """The font folder holds no readable Fira Sans in the needed weights."""


@lru_cache(maxsize=8)
def glyphs_in(ordner: Path) -> frozenset[str]:
    """Return the characters that **every** TTF of the folder can draw.

    Raises:
        Schriftfehler: no TTF there, or one that cannot be read.
    """
    mengen: list[set[int]] = []
    for datei in sorted(ordner.glob("FiraSans-*.ttf")):
        try:
            with TTFont(datei, lazy=True) as schrift:
                mengen.append(set(schrift.getBestCmap()))
        except (TTLibError, OSError) as fehler:
            raise Schriftfehler(f"{datei.name}: {fehler}") from fehler
    if not mengen:
        raise Schriftfehler(f"keine FiraSans-*.ttf in {ordner}")
    return frozenset(chr(punkt) for punkt in set.intersection(*mengen))


class Zeichenfilter:
    """Cleans the texts of one letter and remembers whether something was replaced or endless."""

    def __init__(self, glyphen: frozenset[str]) -> None:
        self._glyphen = glyphen
        self.ersetzt = False
        self.endlos = False

    def clean(self, text: str) -> str:
        """Return `text` in NFC, drawable, with break opportunities in very long words. Line feeds are kept."""
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_GLEICHWERTIG)
        self.endlos = self.endlos or _ENDLOS.search(text) is not None
        return _LANGES_WORT.sub(_with_breaks, "".join(self._drawable(text)))

    def clean_line(self, text: str) -> str:
        """Like `clean`, on one line."""
        return " ".join(self.clean(text).split())

    def _drawable(self, text: str) -> Iterator[str]:
        nach_ersatz = False
        marken = 0
        for zeichen in text:
            # Setting costs grow with the square of stacked marks, and no language stacks more than three.
            marken = marken + 1 if unicodedata.category(zeichen) in {"Mn", "Me"} else 0
            if marken > MARKEN_HOECHSTENS:
                self.ersetzt = True
                continue
            if zeichen == "\n" or zeichen in self._glyphen:
                nach_ersatz = False
                yield zeichen
                continue
            self.ersetzt = True
            # Controls, bidi overrides and joiners draw nothing; marks and skin tones belong to the box before them.
            art = unicodedata.category(zeichen)
            if art in {"Cc", "Cf", "Cs"} or (nach_ersatz and art in {"Mn", "Me", "Sk"}):
                continue
            nach_ersatz = True
            yield ERSATZ


def _with_breaks(treffer: re.Match[str]) -> str:
    wort = treffer.group()
    return "\u200b".join(wort[i : i + _STUECK] for i in range(0, len(wort), _STUECK))

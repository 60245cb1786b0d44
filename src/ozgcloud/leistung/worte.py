"""Words as the Leistungsfinder compares them: folded, reduced to a stem, taken apart, counted in typing errors.

Own and plain Python, so that the index and the question are treated alike on every PostgreSQL (its German stemmer
changes between versions and knows no compounds). A *form* is a word in small letters without umlauts, a *stem* is a
form without its endings.
"""

import functools
import re
import unicodedata
from collections.abc import Callable

MIN_PART = 4
MAX_PART = 24
SHORT_PARTS = frozenset({"amt", "rad", "kfz", "lkw", "tod", "ehe", "bad", "see", "hof", "tur", "tag", "boot"})
"""Words of three letters that stand in compounds; every other short piece would be found by accident."""
UMLAUTS = (("ß", "ss"), ("ae", "a"), ("oe", "o"), ("ue", "u"))
ENDINGS = (
    ("ungen", 4), ("ungs", 4), ("ung", 3), ("ern", 4), ("em", 4), ("er", 4), ("en", 4), ("es", 4), ("e", 3),
    ("n", 4), ("s", 4),
)  # fmt: skip
"""Endings with the letters that must remain before them."""
MAX_ENDINGS = 3
BEFORE_N = "rlu"
"""A lone n is an ending after these only (Steuern, Regeln, bauen): Person keeps its n."""
WORD = re.compile(r"[^\W_]+")

# Words that say how somebody asks, not what for.
FILLERS = frozenset(
    WORD.findall(
        "aber als am an auf aus bei beim bin bitte da damit dann das dass dem den denn der des die dies diese "
        "diesen doch du ein eine einem einen einer eines er es fur habe haben hat hatte hier ich ihr im in ins ist "
        "kann konnen lassen man mein meine meinem meinen meiner mich mir mit mochte mochten muss mussen nach neben "
        "nicht noch nun nur ob oder online so soll sich sie sind um und uns unser unsere vom von vor wann was "
        "wegen weil welche wenn wer werden wie will wir wird wo wohin wurde zu zum zur uber durch gegen ohne bis "
        "ab antragsformular formular formulare brauche brauchen benotige benotigen gibt geht"
    )
)
# Words so general that they may only tip the scales.
WEAK = frozenset(
    WORD.findall(
        "antrag beantrag stell bekomm hol mach durchfuhr einreich abgeb ausfull bezahl zahl bestell stadt gemeind amt"
    )
)


@functools.lru_cache(maxsize=32_768)
def fold(text: str) -> str:
    """Small letters without accents; ä and ae are both a, ß is ss, because people type all of them.

    Remembered, as `root` is: the words of a catalogue are few and come again and again.
    """
    text = text.lower()
    for old, new in UMLAUTS[:1]:
        text = text.replace(old, new)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    for old, new in UMLAUTS[1:]:
        plain = plain.replace(old, new)
    return plain


def words(text: str) -> list[str]:
    """The words of a text as they are written, in order; hyphens divide."""
    return WORD.findall(text)


def stem(form: str) -> str:
    """A form without its endings: "baume" → "baum", "anmeldung" and "anmelden" → "anmeld"."""
    for _ in range(MAX_ENDINGS):
        ending = next((e for e, rest in ENDINGS if form.endswith(e) and len(form) - len(e) >= rest), "")
        if form.endswith("niss"):
            form = form[:-1]
            continue
        if not ending or form.endswith("ss") or (ending == "n" and form[-2] not in BEFORE_N):
            return form
        form = form.removesuffix(ending)
        if ending.startswith("ung"):
            return form.removesuffix("er") if len(form) > MIN_PART + 1 else form
    return form


@functools.lru_cache(maxsize=32_768)
def root(word: str) -> str:
    """The stem of a word as it is written."""
    return stem(fold(word))


def split(form: str, is_known: Callable[[str], bool]) -> list[str]:
    """The pieces of a compound, fewest first; empty when it cannot be explained without a remainder.

    `is_known` says whether a stem is a word. The letters between the parts (Hund-e-steuer, Wohnung-s-bau) are endings
    of the piece before them, so its stem swallows them.
    """
    best: dict[int, list[str]] = {0: []}
    for end in range(3, len(form) + 1):
        for start in range(max(0, end - MAX_PART), end - 2):
            piece = form[start:end]
            if start not in best or piece == form or (len(piece) < MIN_PART and piece not in SHORT_PARTS):
                continue
            if (end not in best or len(best[start]) + 1 < len(best[end])) and is_known(stem(piece)):
                best[end] = [*best[start], piece]
    return best.get(len(form), [])


def tolerated(form: str) -> int:
    """How many typing errors a word of this length may have: none below four letters, at most three."""
    return 0 if len(form) < 4 else 1 if len(form) < 7 else 2 if len(form) < 13 else 3

"""Names of places as people write them: keys to search by, a German sort order, distance between spellings.

Two keys per name: `suchname` keeps the words ("schuelp bei rendsburg"), `suchkern` runs them together
("schuelpbeirendsburg"), so hyphens, blanks and brackets do not matter. Plain Python.
"""

import re
import unicodedata
from dataclasses import dataclass

from ozgcloud.core.eingabe import ARS, distance

MAX_KEY = 80
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
SHORT_FORMS = {"st": "sankt", "b": "bei", "i": "in", "a": "am", "gr": "gross", "kl": "klein"}
TITLES = frozenset(
    {"stadt", "gemeinde", "dorf", "hansestadt", "landeshauptstadt", "kreisstadt", "flecken", "markt", "ort", "in"}
)
POSTCODE = re.compile(r"(?<![0-9])[0-9]{5}(?![0-9])")
WORD = re.compile(r"[^\W_]+\.?")
BRACKET = re.compile(r"\s*[(/,].*")


def suchname(name: str) -> str:
    """The words of a name: lower case, umlauts written out, no accents, short forms ("St.", "b.") in full."""
    folded = unicodedata.normalize("NFC", name).casefold().translate(UMLAUTS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c)).casefold()
    return " ".join(_in_full(word) for word in WORD.findall(plain))[:MAX_KEY].strip()


def _in_full(word: str) -> str:
    bare = word.rstrip(".")
    return SHORT_FORMS.get(bare, bare) if bare == "st" or word != bare else bare


def suchkern(name: str) -> str:
    """The same without any gap."""
    return suchname(name).replace(" ", "")


def search_keys(name: str) -> dict[str, str]:
    """Both keys as columns of a Gebiet."""
    return {"suchname": suchname(name), "suchkern": suchkern(name)}


def without_title(begriff: str) -> str:
    """The words without "Stadt", "Hansestadt", "Gemeinde" … around them; all of them when nothing else is left."""
    words = suchname(begriff).split()
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in TITLES:
        words = words[:-1]
    return " ".join(words)


def core_name(name: str) -> str:
    """A name without what stands in brackets or behind a slash or comma: "Schönberg (Holstein)" → "Schönberg"."""
    return BRACKET.sub("", name) or name


def sort_key(name: str) -> tuple[str, str]:
    """German order (DIN 5007-1): ä beside a, ß as ss; names that differ in umlauts only stay apart."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum() or c.isspace()), name


@dataclass(frozen=True, slots=True)
class Anfrage:
    """What was typed, taken apart: a Regionalschlüssel, a PLZ, the words beside it. `zahl`: digits and nothing else."""

    schluessel: str
    plz: str
    name: str
    zahl: bool


def read_begriff(begriff: str) -> Anfrage:
    """Take "24211 Preetz", "Preetz", "24211" or a Regionalschlüssel apart."""
    key, postcode = ARS.fullmatch(begriff.strip()), POSTCODE.search(begriff)
    plz = postcode.group() if postcode and not key else ""
    rest = begriff.replace(plz, " ", 1) if plz else begriff
    name = "" if key else suchname(re.sub(r"^\s*[Dd]\s*-\s*(?=\s|$)", "", rest))
    return Anfrage(key.group() if key else "", plz, name, zahl=bool(name) and name.replace(" ", "").isdigit())


def tolerance(kern: str) -> int:
    """How many letters of a name may be wrong."""
    return 1 if len(kern) <= 4 else 2 if len(kern) <= 9 else 3


def far(typed: str, name: str, limit: int) -> int:
    """Letters between what was typed (a `suchname`) and a name, with or without its bracket; 0 for a word inside it."""
    kern, whole = typed.replace(" ", ""), suchname(name)
    if f" {typed}" in whole:
        return 0
    far_off = distance(kern, whole.replace(" ", ""), limit)
    core = core_name(name)
    return far_off if core == name else min(far_off, distance(kern, suchkern(core), limit))

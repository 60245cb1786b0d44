"""What somebody means who types into the Leistungsfinder: words, compounds, typing errors. Plain Python.

`read_anfrage` takes the words; `understand` turns each into stems of the index with the help of what the index knows.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ozgcloud.core.eingabe import distance
from ozgcloud.leistung.worte import FILLERS, WEAK, fold, split, stem, tolerated, words

MAX_WORDS = 8
MAX_FORM = 40
EXACT, PART, RESIDUE = 1.0, 0.8, 0.5
WEAK_WEIGHT = 0.12
MIN_RESIDUE = 5


@dataclass(frozen=True, slots=True)
class Wort:
    """A word of the question as typed, and as the index compares it."""

    getippt: str
    form: str

    def pieces(self) -> set[str]:
        """Stems of everything that could be a part of it."""
        form = self.form
        return {stem(form[i:j]) for i in range(len(form)) for j in range(i + 3, min(i + 25, len(form)) + 1)}


@dataclass(frozen=True, slots=True)
class Form:
    """A word the index knows: its form, the stems it stands for, how it is written."""

    form: str
    staemme: tuple[str, ...]
    wort: str


@dataclass(frozen=True, slots=True)
class Gesucht:
    """One thing that is looked for: stems of which the best counts, with their quality, and the weight of the whole."""

    staemme: tuple[tuple[str, float], ...]
    gewicht: float = 1.0


@dataclass(frozen=True, slots=True)
class Verstanden:
    """A question understood. `gemeint` is the corrected question, empty when nothing had to be corrected."""

    gesucht: tuple[Gesucht, ...]
    gemeint: str = ""


def read_anfrage(text: str) -> list[Wort]:
    """The words that carry meaning, at most eight; if there are only fillers and single signs, those."""
    found = [Wort(word, fold(word)[:MAX_FORM]) for word in words(text)]
    content = [wort for wort in found if wort.form not in FILLERS and len(wort.form) > 1]
    return (content or found)[:MAX_WORDS]


def unknown(worte: Sequence[Wort], formen: Mapping[str, Form], staemme: Collection[str]) -> list[Wort]:
    """The words that neither stand in the index nor are made of words that do."""
    return [wort for wort in worte if not _known(wort, formen, staemme)]


def understand(
    worte: Sequence[Wort],
    formen: Mapping[str, Form],
    staemme: Collection[str],
    aehnliche: Mapping[str, Sequence[Form]],
) -> Verstanden:
    """Each word as itself, as its parts, or as the most similar word of the index (`aehnliche`, by form)."""
    gesucht: list[Gesucht] = []
    gemeint: list[str] = []
    for wort in worte:
        found = _known(wort, formen, staemme)
        shown = wort.getippt
        if not found:
            best = closest(wort.form, aehnliche.get(wort.form, ()))
            if best:
                found, shown = _as_form(best[0]), best[0].wort
                found = _merge(found, best[1:])
        gesucht += found or _residue(wort, staemme)
        gemeint.append(shown)
    text = " ".join(gemeint)
    return Verstanden(tuple(gesucht), text if text != " ".join(wort.getippt for wort in worte) else "")


def _known(wort: Wort, formen: Mapping[str, Form], staemme: Collection[str]) -> list[Gesucht]:
    root = stem(wort.form)
    if root in staemme:
        return [Gesucht(((root, EXACT),), WEAK_WEIGHT if root in WEAK else 1.0)]
    if form := formen.get(wort.form):
        return _as_form(form)
    pieces = split(wort.form, staemme.__contains__)
    return [Gesucht(((stem(piece), PART),), WEAK_WEIGHT if stem(piece) in WEAK else 1.0) for piece in pieces]


def _as_form(form: Form) -> list[Gesucht]:
    return [Gesucht(((root, EXACT),), WEAK_WEIGHT if root in WEAK else 1.0) for root in form.staemme]


def _merge(found: list[Gesucht], others: Sequence[Form]) -> list[Gesucht]:
    """Equally similar words count as well, a little less."""
    if len(found) != 1:
        return found
    more = tuple((form.staemme[0], PART) for form in others if len(form.staemme) == 1)
    return [Gesucht((*found[0].staemme, *more))]


def closest(form: str, candidates: Sequence[Form]) -> list[Form]:
    """The words with the fewest typing errors, if they are few enough; the longer common beginning first."""
    limit = tolerated(form)
    near = [(distance(form, c.form, limit), -_common(form, c.form), c) for c in candidates]
    near = sorted((item for item in near if item[0] <= limit), key=lambda item: (item[0], item[1], item[2].form))
    return [c for errors, _, c in near if errors == near[0][0]][:3]


def _common(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _residue(wort: Wort, staemme: Collection[str]) -> list[Gesucht]:
    """A word nobody knows may end in one that somebody does (Zirkusplatz → Platz), as German compounds do."""
    form = wort.form
    for start in range(1, len(form) - MIN_RESIDUE + 1):
        if (root := stem(form[start:])) in staemme:
            return [Gesucht(((root, RESIDUE),))]
    for end in range(len(form) - 1, MIN_RESIDUE - 1, -1):
        if (root := stem(form[:end])) in staemme:
            return [Gesucht(((root, RESIDUE),))]
    return []

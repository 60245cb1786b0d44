"""The index of the Leistungsfinder, made from the Leistungen: which stem leads to which Leistung, and how strongly.

Per Leistung: the words of its names, the parts of compounds, the everyday words of the synonyms. Per word: the form
people may type, also two neighbours written as one ("Hundesteueranmeldung"), for typing errors. Plain Python.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ozgcloud.leistung.synonyme import Synonym
from ozgcloud.leistung.worte import FILLERS, WEAK, fold, split, stem, words

# How much a word says about a Leistung, by where it stands.
NAME, KEYWORD, CATALOGUE, GROUP, TEXT = 1.0, 0.8, 0.9, 0.45, 0.25
PART, SYNONYM = 0.62, 0.9
MAX_JOINED = 40


@dataclass(frozen=True, slots=True)
class Eintrag:
    """What the index is made of: a Leistung with its texts."""

    schluessel: str
    name: str
    katalogname: str = ""
    ozg_name: str = ""
    stichworte: str = ""
    kurztext: str = ""

    def fields(self) -> tuple[tuple[str, float], ...]:
        """Texts with the weight of their words."""
        return (
            (self.name, NAME),
            (self.katalogname, CATALOGUE),
            (self.stichworte, KEYWORD),
            (self.ozg_name, GROUP),
            (self.kurztext, TEXT),
        )


@dataclass(slots=True)
class Verzeichnis:
    """Stems by Leistung with weights; forms with the stems they stand for and the way they are written."""

    staemme: dict[str, dict[str, float]] = field(default_factory=dict)
    formen: dict[str, tuple[str, str]] = field(default_factory=dict)
    laenge: dict[str, int] = field(default_factory=dict)


def build(eintraege: Iterable[Eintrag], synonyme: Iterable[Synonym]) -> Verzeichnis:
    """The whole index; a few seconds for a catalogue of 5,000."""
    verzeichnis, alle = Verzeichnis(), list(eintraege)
    synonyme = tuple(synonyme)
    split_word = _splitter(alle, synonyme)
    for eintrag in alle:
        weights = _weights(eintrag, split_word, verzeichnis)
        verzeichnis.staemme[eintrag.schluessel] = weights
        verzeichnis.laenge[eintrag.schluessel] = max(1, len({stem(form) for form in _content(eintrag.name)} - WEAK))
    _add_synonyms(verzeichnis, synonyme)
    return verzeichnis


def _content(text: str) -> list[str]:
    return [form for form in map(fold, words(text)) if form not in FILLERS]


class _Splitter:
    """Takes compounds apart with the words of the catalogue itself, parts of parts too; remembers each."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known
        self.done: dict[str, list[str]] = {}

    def __call__(self, form: str) -> list[str]:
        if form not in self.done:
            pieces = split(form, self.known.__contains__)
            self.done[form] = [part for piece in pieces for part in (stem(piece), *self(piece))]
        return self.done[form]


def _splitter(eintraege: list[Eintrag], synonyme: tuple[Synonym, ...]) -> _Splitter:
    forms = {form for e in eintraege for text, _ in e.fields() for form in _content(text)}
    forms |= {form for synonym in synonyme for form in _content(f"{synonym.wort} {synonym.bedeutung}")}
    return _Splitter(frozenset(stem(form) for form in forms))


def _weights(eintrag: Eintrag, split_word: _Splitter, verzeichnis: Verzeichnis) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    for text, weight in eintrag.fields():
        for word in words(text):
            form = fold(word)
            if form in FILLERS:
                continue
            root = stem(form)
            verzeichnis.formen.setdefault(form, (root, word))
            weights[root] = max(weights[root], weight)
            for part in split_word(form):
                weights[part] = max(weights[part], weight * PART)
    for form, roots, shown in _joined(eintrag):
        verzeichnis.formen.setdefault(form, (roots, shown))
    return dict(weights)


def _joined(eintrag: Eintrag) -> Iterator[tuple[str, str, str]]:
    """Neighbours of a name written as one word, as people do: "Gewerbe Anmeldung" → gewerbeanmeldung."""
    for text in (eintrag.name, eintrag.katalogname):
        for first, second in pairwise(words(text)):
            a, b = fold(first), fold(second)
            if a not in FILLERS and b not in FILLERS and len(a) + len(b) <= MAX_JOINED and second[:1].isupper():
                yield a + b, f"{stem(a)} {stem(b)}", f"{first}{second.lower()}"


def _add_synonyms(verzeichnis: Verzeichnis, synonyme: Iterable[Synonym]) -> None:
    """A Leistung that has all words of a meaning is found by the everyday word too."""
    by_stem: dict[str, set[str]] = defaultdict(set)
    for schluessel, weights in verzeichnis.staemme.items():
        for root in weights:
            by_stem[root].add(schluessel)
    added: dict[str, dict[str, float]] = defaultdict(dict)
    for synonym in synonyme:
        roots = [stem(form) for form in _content(synonym.wort)]
        hits = set.intersection(*(by_stem.get(s, set()) for s in synonym.staemme)) if synonym.staemme else set()
        if not hits:
            continue
        form = "".join(fold(word) for word in words(synonym.wort))
        verzeichnis.formen.setdefault(form, (" ".join(roots), synonym.wort))
        for schluessel in hits:
            weight = SYNONYM * min(verzeichnis.staemme[schluessel][s] for s in synonym.staemme)
            for root in roots:
                added[schluessel][root] = max(added[schluessel].get(root, 0), weight)
    for schluessel, more in added.items():
        weights = verzeichnis.staemme[schluessel]
        for root, weight in more.items():
            weights[root] = max(weights.get(root, 0), weight)

"""Everyday words and what the catalogue calls them, from the file that ships with the product."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ozgcloud.leistung.worte import FILLERS, fold, root, words

FILE = Path(__file__).with_name("synonyme.csv")


@dataclass(frozen=True, slots=True)
class Synonym:
    """An everyday word, and one meaning of it: words of the catalogue that must all occur in a Leistung."""

    wort: str
    bedeutung: str
    staemme: frozenset[str]


def read_synonyms(lines: Iterable[str]) -> Iterator[Synonym]:
    """Read `word, word; meaning | meaning`; lines beginning with # are remarks."""
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        left, _, right = line.partition(";")
        for meaning in right.split("|"):
            staemme = frozenset(root(word) for word in words(meaning) if fold(word) not in FILLERS)
            for word in left.split(","):
                yield Synonym(word.strip(), meaning.strip(), staemme)


@functools.cache
def synonyms() -> tuple[Synonym, ...]:
    """All of the file, read once per process."""
    with FILE.open(encoding="utf-8") as file:
        return tuple(read_synonyms(file))


@functools.cache
def synonyms_by_stem() -> Mapping[str, tuple[Synonym, ...]]:
    """The same by the stems of the everyday words."""
    found: dict[str, list[Synonym]] = defaultdict(list)
    for synonym in synonyms():
        for word in words(synonym.wort):
            found[root(word)].append(synonym)
    return {stem: tuple(group) for stem, group in found.items()}

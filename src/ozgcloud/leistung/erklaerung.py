"""Why a Leistung was found, in the words of the catalogue. Plain Python."""

from collections.abc import Iterable, Mapping

from ozgcloud.leistung.anfrage import Gesucht
from ozgcloud.leistung.synonyme import Synonym
from ozgcloud.leistung.worte import FILLERS, MIN_PART, WEAK, fold, root, words

MAX_SHOWN = 3


def found_by(
    texts: Iterable[str], shown: str, gesucht: Iterable[Gesucht], synonyme: Mapping[str, tuple[Synonym, ...]]
) -> tuple[str, ...]:
    """The words of a Leistung that answer the question, at most three; an everyday word leads to what it means.

    Left out is what can be read in `shown` by anyone who has typed the same word.
    """
    known = [(word, root(word)) for text in texts for word in words(text) if fold(word) not in FILLERS]
    read = fold(shown)
    found: dict[str, None] = {}
    for thing in gesucht:
        staemme = [stamm for stamm, _ in thing.staemme if stamm not in WEAK]
        word = next(filter(None, (_word_of(stamm, known) for stamm in staemme)), "")
        meaning = next(filter(None, (_meaning_of(synonyme.get(stamm, ()), known) for stamm in staemme)), "")
        if word and fold(word) not in read:
            found.setdefault(word)
        elif meaning and not word:
            found.setdefault(meaning)
    return tuple(found)[:MAX_SHOWN]


def _word_of(stamm: str, known: list[tuple[str, str]]) -> str:
    same = next((word for word, own in known if own == stamm), "")
    if same or len(stamm) < MIN_PART:
        return same
    return next((word for word, _ in known if stamm in fold(word)), "")


def _meaning_of(synonyme: Iterable[Synonym], known: list[tuple[str, str]]) -> str:
    roots = {own for _, own in known}
    return next((s.bedeutung for s in synonyme if s.staemme and all(_is_in(own, roots) for own in s.staemme)), "")


def _is_in(stamm: str, roots: set[str]) -> bool:
    return stamm in roots or (len(stamm) >= MIN_PART and any(stamm in own for own in roots))

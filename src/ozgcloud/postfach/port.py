"""What the slice `postfach` asks of the outside world: a letter for those who read no status page.

A plain letter: no decision, no instruction about remedies. Everything it shows is in `Brief`; all texts are plain text,
never markup.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from ozgcloud.bescheid.port import Behoerde, Kontakt


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One letter, complete. `empfaenger`: 1 to 9 address lines. `merkposten`: what to keep, as (name, value).

    `liste` are numbered points after the text under the sentence `listentitel`, `schluss` paragraphs after them. The
    same Brief with the same `erstellt_am` (aware) gives the same bytes. `uebungsmodus`: marked visibly as having no
    legal effect.
    """

    behoerde: Behoerde
    kontakt: Kontakt
    empfaenger: tuple[str, ...]
    datum: date
    erstellt_am: datetime
    betreff: str
    absaetze: tuple[str, ...]
    merkposten: tuple[tuple[str, str], ...] = ()
    listentitel: str = ""
    liste: tuple[str, ...] = ()
    schluss: tuple[str, ...] = ()
    anrede: str = "Guten Tag,"
    grussformel: str = "Mit freundlichen Grüßen"
    unterzeichner: str = ""
    uebungsmodus: bool = False


class BriefPort(Protocol):
    """Makes the letter as a file. Implementations are pure: no effect outside, same input, same bytes."""

    def render(self, brief: Brief) -> bytes:
        """Return the letter as PDF bytes.

        Raises:
            Reject: the letter cannot be made from this content, whatever is tried (a German sentence says why).
            Retry: it may succeed later, for example when the fonts of the installation are missing.
        """
        ...

"""What the slice `bescheid` asks of the outside world: turn a decided letter into a PDF.

A Bescheid names authority and signer (§ 37 (3) VwVfG), states its reasons (§ 39 VwVfG) and instructs about legal
remedies (§ 37 (6) VwVfG). Everything a letter shows is in `Bescheid`; an adapter adds no words of law. All texts are
plain text, never markup: what looks like markup is printed as it stands.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from ozgcloud.vorgang.rules import Ergebnis


@dataclass(frozen=True, slots=True, kw_only=True)
class Behoerde:
    """The issuing authority. `anschrift` are the lines below the name: street, then postcode and place."""

    name: str
    anschrift: tuple[str, ...]
    organisationseinheit: str = ""
    internet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kontakt:
    """The caseworker to turn to; empty strings are left out of the information block."""

    name: str
    telefon: str = ""
    email: str = ""
    raum: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Datenfeld:
    """One entry of the form data tree: a label, a value as shown to people, and what lies below it."""

    label: str
    wert: str = ""
    kinder: tuple["Datenfeld", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bescheid:
    """One letter, complete. Paragraphs are tuples; a line break inside a paragraph is kept.

    `empfaenger`: 1 to 9 address lines. `datum`: date of the letter, Europe/Berlin. `erstellt_am`: aware moment that is
    written into the PDF; the same Bescheid with the same moment gives the same bytes. `formular_json`: UTF-8 JSON
    of the Antrag as received, attached to the PDF; empty means nothing is attached.
    `uebungsmodus`: the letter is marked visibly as having no legal effect.
    """

    behoerde: Behoerde
    kontakt: Kontakt
    empfaenger: tuple[str, ...]
    vorgangsnummer: str
    aktenzeichen: str
    datum: date
    erstellt_am: datetime
    betreff: str
    anrede: str
    ergebnis: Ergebnis
    tenor: tuple[str, ...]
    begruendung: tuple[str, ...]
    rechtsbehelfsbelehrung: tuple[str, ...]
    unterzeichner: str
    nebenbestimmungen: tuple[str, ...] = ()
    gebuehr: str = ""
    rechtsgrundlagen: tuple[str, ...] = ()
    grussformel: str = "Mit freundlichen Grüßen"
    unterzeichner_funktion: str = ""
    antragsdaten: tuple[Datenfeld, ...] = ()
    formular_json: bytes = field(default=b"", repr=False)
    uebungsmodus: bool = False


class BescheidPort(Protocol):
    """Makes the letter as a file. Implementations are pure: no effect outside, same input, same bytes."""

    @property
    def vorlage(self) -> str:
        """Name and version of the template, for example `bescheid-din5008b/1`; stored with the Bescheid."""
        ...

    def render(self, bescheid: Bescheid) -> bytes:
        """Return the letter as PDF bytes.

        Raises:
            Reject: the letter cannot be made from this content, whatever is tried (a German sentence says why).
            Retry: it may succeed later, for example when the fonts of the installation are missing.
        """
        ...

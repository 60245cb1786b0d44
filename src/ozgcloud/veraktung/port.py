"""What the slice `veraktung` asks of the outside world: hand a finished case to the e-Akte and get a receipt.

The package carries plain values only. Files may be large, so a document gives bytes or a callable that opens a fresh
binary stream; the receiver reads it once, in blocks, and checks it against the SHA-256 given here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO, Protocol
from uuid import UUID

Dateiquelle = bytes | Callable[[], BinaryIO]
"""Where the bytes of a document come from: the bytes themselves, or a callable that opens a stream from its start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Historieneintrag:
    """One line of the case history. `zeit`: aware moment; `akteur`: name or role as shown; `text`: German sentence."""

    zeit: datetime
    akteur: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Antragsteller:
    """Who applied. Every part may be empty; what is known is handed on, nothing is guessed."""

    vorname: str = ""
    nachname: str = ""
    organisation: str = ""
    strasse: str = ""
    hausnummer: str = ""
    postleitzahl: str = ""
    ort: str = ""
    email: str = ""
    telefon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aktendokument:
    """One document of the case with exactly one file.

    `id`: our key of the document, stable over repetitions. `art`: what it is in the case (Antrag, Bescheid, Anlage).
    `medientyp`: sniffed media type, for example `application/pdf`. `pdf_a`: the file is an archival PDF.
    `sha256`: lower-case hex of the file; a different content is refused.
    """

    id: UUID
    titel: str
    dateiname: str
    medientyp: str
    sha256: str
    quelle: Dateiquelle = field(repr=False)
    art: str = ""
    datum: date | None = None
    pdf_a: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Aktenpaket:
    """A finished case, complete. The same package under the same key must carry the same values on every repetition.

    `beginn`, `ende`: Laufzeit, both days included, Europe/Berlin; `ende` is also the day of "zu den Akten".
    `erstellt_am`: aware moment of the handover (take it from the event, not from the clock, or a repetition differs).
    `aktenplaneinheit`: sign in the Mandant's Aktenplan, may be empty. `formular_json`: UTF-8 JSON of the Antrag.
    """

    vorgang_id: UUID
    vorgangsnummer: str
    aktenzeichen: str
    betreff: str
    leistung: str
    mandant: str
    beginn: date
    ende: date
    erstellt_am: datetime
    historie: tuple[Historieneintrag, ...] = ()
    antragsteller: Antragsteller | None = None
    dokumente: tuple[Aktendokument, ...] = ()
    formular_json: bytes = field(default=b"", repr=False)
    organisationseinheit: str = ""
    aktenplaneinheit: str = ""
    empfaenger: str = "e-Akte"
    uebungsmodus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quittung:
    """What the receiver holds: where (`pfad`, in its own terms), SHA-256 in lower-case hex, size in bytes."""

    pfad: str
    sha256: str
    groesse: int


class DmsPort(Protocol):
    """Hands finished cases to a document management system (e-Akte)."""

    def deliver(self, paket: Aktenpaket, *, schluessel: str) -> Quittung:
        """Hand over once. `schluessel` is the step id: repeating it has no second effect and gives the same receipt.

        Raises:
            Reject: the package can never be accepted (changed file, other content under the same key).
            Retry: the receiver is not ready now (disk full, no permission, not reachable).
        """
        ...

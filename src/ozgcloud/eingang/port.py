"""What the slice `eingang` asks of a scanner for malware."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Scanergebnis:
    """`befund`: name of what was found, empty when nothing was. `stand`: program and signatures that looked."""

    befund: str
    stand: str


@dataclass(frozen=True, slots=True)
class Signaturstand:
    """Program and signatures in one line, and the day the signatures are of (None when the scanner does not say)."""

    stand: str
    vom: datetime | None


class Virenscanner(Protocol):
    """Looks for malware in bytes."""

    def scan(self, chunks: Iterator[bytes]) -> Scanergebnis:
        """Look through all bytes. Raises Retry when the scanner is away, or cannot take so many."""
        ...

    def signaturen(self) -> Signaturstand:
        """What the scanner knows now. Raises Retry when it is away."""
        ...

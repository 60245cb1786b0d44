"""What the house asks of a place for bytes (keys are opaque UUIDs, what lies there is encrypted already), and of a
scanner for malware.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol
from uuid import UUID


class ObjectStore(Protocol):
    """Bytes under opaque keys: waiting until their record is committed, then released.

    Every method may raise `Retry` when the store cannot be reached or is full, with a sentence for the sender.
    """

    def put(self, schluessel: UUID, chunks: Iterator[bytes]) -> None:
        """Take all bytes durably, or none; they wait until released. What `chunks` raises passes through."""
        ...

    def open(self, schluessel: UUID) -> BinaryIO:
        """A readable stream of what was put, waiting or released. Raises NotFound."""
        ...

    def release(self, schluessel: UUID) -> None:
        """The record is committed: the sweep leaves it alone from now on. Repeatable; raises NotFound."""
        ...

    def discard(self, schluessel: UUID) -> None:
        """Delete the bytes wherever they lie; repeatable."""
        ...

    def sweep(self, is_known: Callable[[UUID], bool], older_than_seconds: float) -> list[UUID]:
        """Delete what waits longer than that and is not known; returns the keys removed."""
        ...

    def state(self) -> list[str]:
        """German sentences about what is wrong with the store now; empty when it takes and gives."""
        ...


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
        """Look through all bytes. Raises Retry when the scanner is away, Reject when it does not take so many."""
        ...

    def signaturen(self) -> Signaturstand:
        """What the scanner knows now. Raises Retry when it is away."""
        ...

"""What the house asks of a place for bytes. Keys are opaque UUIDs; what lies there is encrypted already."""

from collections.abc import Callable, Iterator
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

"""Ports of a test: they do what they are told, and note whether a transaction was open when they were called."""

from collections.abc import Iterator

from django.db import connections

from ozgcloud.adapters.null.bescheid import NullBescheid
from ozgcloud.adapters.null.dms import NullDms
from ozgcloud.bescheid.port import Bescheid
from ozgcloud.veraktung.port import Aktenpaket, Quittung


def open_transactions() -> list[str]:
    return [alias for alias in connections if connections[alias].in_atomic_block]


class Dms:
    """A receiver: fails with the errors given, one per call, then takes the package as `NullDms` does."""

    def __init__(self, *errors: Exception, after: bool = False) -> None:
        self.inner = NullDms()
        self.keys: list[str] = []
        self.open: list[str] = []
        self._errors: Iterator[Exception] = iter(errors)
        self._after = after

    def deliver(self, paket: Aktenpaket, *, schluessel: str) -> Quittung:
        self.keys.append(schluessel)
        self.open += open_transactions()
        error = next(self._errors, None)
        if error is not None and not self._after:
            raise error
        quittung = self.inner.deliver(paket, schluessel=schluessel)
        if error is not None:
            raise error
        return quittung


class Letters(NullBescheid):
    """Makes letters, or fails as told."""

    def __init__(self, *errors: Exception) -> None:
        super().__init__()
        self.open: list[str] = []
        self._errors = iter(errors)

    def render(self, bescheid: Bescheid) -> bytes:
        self.open += open_transactions()
        error = next(self._errors, None)
        if error is not None:
            raise error
        return super().render(bescheid)

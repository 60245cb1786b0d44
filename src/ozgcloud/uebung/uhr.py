"""The clock of a practice Mandant: ahead of the real one, for everything that happens in that Mandant alone."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from ozgcloud.core import clock
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.mandant.models import Mandant
from ozgcloud.uebung.models import Uebungsstand

KEEP_SECONDS = 30.0


class _Twins:
    """Ids of practice Mandanten as this process knows them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0
        self._ids: frozenset[int] = frozenset()

    def ids(self) -> frozenset[int]:
        """Known for half a minute, because every request and every consequence asks."""
        with self._lock:
            if self._until < time.monotonic():
                rows = Mandant.objects.filter(uebung_von__isnull=False).values_list("id", flat=True)
                self._until, self._ids = time.monotonic() + KEEP_SECONDS, frozenset(rows)
            return self._ids

    def forget(self) -> None:
        """Look them up anew next time."""
        with self._lock:
            self._until = 0.0


_twins = _Twins()


def forget_twins() -> None:
    """Look up which Mandanten practise anew, in this process."""
    _twins.forget()


def is_twin(mandant_id: int) -> bool:
    """Whether a Mandant practises."""
    return mandant_id in _twins.ids()


def versatz_of(mandant_id: int | None) -> timedelta:
    """How far the clock of a Mandant is ahead: nothing but in a twin. Outside of any Mandant's scope, or in its own."""
    if mandant_id is None or not is_twin(mandant_id):
        return timedelta()
    with mandant_scope(mandant_id):
        seconds = Uebungsstand.objects.values_list("versatz_sekunden", flat=True).first()
    return timedelta(seconds=seconds or 0)


@contextmanager
def in_zeit_von(mandant_id: int | None) -> Iterator[None]:
    """Everything inside happens at the time that Mandant has."""
    with clock.moved_by(versatz_of(mandant_id)):
        yield

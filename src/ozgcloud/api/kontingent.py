"""How often machines may ask: counted in each web process, and put together once a second over all of them."""

import math
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

import structlog
from django.db import Error

from ozgcloud.core.actor import system_actor
from ozgcloud.schnittstelle.actions.share_usage import Verbrauch, share_usage

log = structlog.get_logger(__name__)
MINUTE = 60.0
MAX_BUCKETS = 10_000
SHARE_SECONDS = 1.0
"""Until then processes do not know of each other: together they may grant this much more than agreed."""
HOUSE = system_actor(None, "kontingent")
Share = Callable[[Mapping[UUID, Verbrauch], float], dict[UUID, float]]


@dataclass(slots=True)
class _Fass:
    """When its minute is full again (monotonic seconds), and what was taken since it was last shared."""

    full_at: float = 0.0
    taken: int = 0
    step: float = 1.0


def _share(taken: Mapping[UUID, Verbrauch], elapsed: float) -> dict[UUID, float]:
    return share_usage(HOUSE, verbrauch=taken, elapsed=elapsed)


class Buckets:
    """Requests each machine has left, refilled evenly over the minute; all web processes take from the same."""

    def __init__(self, share: Share = _share, *, every: float = SHARE_SECONDS) -> None:
        self._share, self._every = share, every
        self._faesser: dict[UUID, _Fass] = {}
        self._lock = threading.Lock()
        self._shared_at = time.monotonic()

    def take(self, client_id: UUID, per_minute: int) -> tuple[int, str]:
        """One request: how many are left (negative: refused), and after how many whole seconds there is more."""
        jetzt, step = time.monotonic(), MINUTE / per_minute
        if jetzt - self._shared_at >= self._every:
            self._put_together(jetzt)
        with self._lock:
            fass = self._faesser.get(client_id) or self._new(client_id)
            full_at = max(fass.full_at, jetzt) + step
            left = math.floor((MINUTE - (full_at - jetzt)) / step + 1e-9)
            if left >= 0:
                fass.full_at, fass.step = full_at, step
                fass.taken += 1
        wait = full_at - jetzt - (MINUTE if left < 0 else 0.0)
        return left, str(max(math.ceil(wait), 1))

    def forget(self) -> None:
        """Everybody begins anew, in this process."""
        with self._lock:
            self._faesser.clear()
            self._shared_at = time.monotonic()

    def _new(self, client_id: UUID) -> _Fass:
        if len(self._faesser) >= MAX_BUCKETS:
            self._faesser.clear()
        return self._faesser.setdefault(client_id, _Fass())

    def _put_together(self, jetzt: float) -> None:
        """Tell what was taken here, learn what was taken everywhere; without a database each counts alone."""
        with self._lock:
            elapsed = jetzt - self._shared_at
            if elapsed < self._every:
                return
            self._shared_at = jetzt
            taken = {key: Verbrauch(fass.taken, fass.step) for key, fass in self._faesser.items() if fass.taken}
            for key in taken:
                self._faesser[key].taken = 0
        if not taken:
            return
        try:
            everywhere = self._share(taken, elapsed)
        except Error as error:
            log.warning("requests counted alone", error_type=type(error).__name__)
            return
        with self._lock:
            for key, seconds in everywhere.items():
                fass = self._faesser.get(key)
                if fass is not None:
                    fass.full_at = max(fass.full_at, jetzt + seconds)


BUCKETS = Buckets()

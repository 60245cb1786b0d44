"""The only clock of the house: UTC inside, Europe/Berlin for dates with legal meaning, movable for practice and
tests.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta())


def now() -> datetime:
    """The current instant, aware, in UTC with microseconds."""
    return datetime.now(UTC) + _shift.get()


def today() -> date:
    """The calendar day in Europe/Berlin, which is what receipt dates and deadlines are counted in (§ 187 BGB)."""
    return berlin_date(now())


def berlin_date(instant: datetime) -> date:
    """The day an instant falls on in Europe/Berlin."""
    return instant.astimezone(BERLIN).date()


@contextmanager
def moved_by(delta: timedelta) -> Iterator[None]:
    """Move the clock for the enclosed block of this context only; nests."""
    token = _shift.set(_shift.get() + delta)
    try:
        yield
    finally:
        _shift.reset(token)

"""How often and how patiently a consequence is tried."""

from datetime import timedelta
from enum import StrEnum

MAX_ATTEMPTS = 12
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=6)


class DeliveryStatus(StrEnum):
    """`entfallen`: the event was taken back before its consequence ran, which is what makes undo honest."""

    OFFEN = "offen"
    ERLEDIGT = "erledigt"
    ENTFALLEN = "entfallen"
    FEHLGESCHLAGEN = "fehlgeschlagen"


def wait_before(attempt: int, asked: timedelta | None = None) -> timedelta:
    """Exponential backoff: 5 s, 10 s, 20 s … at most 6 h; never shorter than the receiver asked for."""
    own = min(FIRST_WAIT * (1 << min(attempt - 1, 16)), LONGEST_WAIT)
    return max(own, asked or timedelta())


def is_exhausted(attempts: int) -> bool:
    """Whether a person must look now."""
    return attempts >= MAX_ATTEMPTS

"""Places in lists as they travel through the address bar: microseconds since 1970 and a key, so nothing is lost."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


def write_place(instant: datetime, key: UUID) -> str:
    """The place behind the row of this moment and key."""
    return f"{(instant - EPOCH) // MICROSECOND}.{key}"


def read_place(text: str) -> tuple[datetime, UUID] | None:
    """The moment and key of an address; None (the beginning) for anything else."""
    micros, _, key = text.partition(".")
    try:
        return EPOCH + int(micros) * MICROSECOND, UUID(key)
    except (ValueError, OverflowError):
        return None

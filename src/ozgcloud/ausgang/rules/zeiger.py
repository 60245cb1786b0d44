"""The cursor of a feed: opaque outside, a number inside. It says „everything up to here is known to me“."""

import base64
import binascii

VERSION = b"z1:"
LIMIT_DEFAULT = 100
LIMIT_MOST = 1_000
LARGEST = 2**63 - 1


def encode(nummer: int) -> str:
    """The cursor behind an event."""
    return base64.urlsafe_b64encode(VERSION + str(nummer).encode()).decode().rstrip("=")


def decode(zeiger: str) -> int:
    """The number behind a cursor; raises ValueError for a text that is none of ours."""
    if not zeiger or len(zeiger) > 40 or not zeiger.isascii():
        raise ValueError("kein Zeiger")
    try:
        raw = base64.b64decode(zeiger + "=" * (-len(zeiger) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("kein Zeiger") from error
    number = raw.removeprefix(VERSION)
    if number == raw or not number.isdigit() or encode(int(number)) != zeiger or int(number) > LARGEST:
        raise ValueError("kein Zeiger")
    return int(number)

"""Bytes for measurements of files."""

import hashlib
from collections.abc import Iterator

MIB = 1024 * 1024
BLOCK = 256 * 1024
STARTER = (
    "import django, runpy, sys; django.setup(); sys.argv = sys.argv[1:]; "
    "runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)"
)
"""Models can be imported only after Django is set up: `python -c STARTER MODULE …`."""


def blocks(size: int) -> Iterator[bytes]:
    """Bytes that do not repeat, without holding them."""
    for number in range(0, size, BLOCK):
        piece = hashlib.sha256(number.to_bytes(8, "big")).digest() * (BLOCK // 32)
        yield piece[: min(BLOCK, size - number)]

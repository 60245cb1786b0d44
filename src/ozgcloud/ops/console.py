"""What the operator sees: one line per step, with its seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str) -> None:
    """Print one line at once, even into a pipe."""
    print(text, flush=True)


def complain(text: str) -> None:
    """Print one line to the error stream."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def stage(title: str) -> Iterator[None]:
    """Announce a stage and print its seconds when it has succeeded."""
    begin = time.monotonic()
    say(f"→ {title} …")
    yield
    say(f"  {title}: fertig nach {time.monotonic() - begin:.1f} s")

"""What the operator sees: results on the output, progress and complaints beside it.

So `./ozg probelauf --json >file` holds nothing but the report, whatever had to be set
up before.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str) -> None:
    """Print one line at once, even into a pipe."""
    print(text, flush=True)


def complain(text: str) -> None:
    """Print one line beside the output, on the error stream."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def stage(title: str) -> Iterator[None]:
    """Announce a stage and give its seconds when it has succeeded (error stream)."""
    begin = time.monotonic()
    complain(f"→ {title} …")
    yield
    complain(f"  {title}: fertig nach {time.monotonic() - begin:.1f} s")

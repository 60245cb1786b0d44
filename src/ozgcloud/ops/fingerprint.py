"""Cheap answers to "has anything changed since last time?" (path, size, time of each file)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

IGNORED = frozenset({"__pycache__", "ops"})


def fingerprint(roots: Iterable[Path], folder_name: str = "") -> str:
    """Digest over all files below `roots`; with `folder_name` only inside such folders.

    The package `ops` does not count: it changes neither tables nor static files.
    """
    digest = hashlib.sha256()
    for root in roots:
        for path, state in sorted(_walk(root)):
            if not folder_name or f"/{folder_name}/" in path:
                digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _walk(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    if root.is_file():
        yield str(root), root.stat()
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if name not in IGNORED]
        for name in files:
            path = Path(folder, name)
            yield str(path), path.stat()

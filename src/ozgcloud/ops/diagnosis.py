"""From a failed child's log to a sentence and a way out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from ozgcloud.ops.errors import OpsError

FULL_DISK = re.compile(r"No space left on device|Disk quota exceeded|DiskFull|Check free disk space")
# Less than this (bytes) is full for all practical purposes.
FULL = 16 * 1024**2
MISSING_MODULE = re.compile(r"No module named '?(?P<name>[\w.]+)'?")


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, indented."""
    try:
        text = log.read_text(errors="replace")
    except OSError:
        return ""
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])


def full_disk(where: str) -> OpsError:
    """The sentence for a disk that filled up on the way."""
    return OpsError(
        f"Der Datenträger ist voll ({where}).",
        "Geben Sie Platz frei und starten Sie erneut; Angefangenes wird dabei aufgeräumt.",
    )


def explain(what: str, log: Path) -> OpsError:
    """Why `what` (a German half sentence: »X ist nicht gestartet«) failed, as far as its log tells."""
    end = tail(log)
    if FULL_DISK.search(end) or shutil.disk_usage(log.parent).free < FULL:
        return full_disk(f"{what}, Ordner {log.parent.parent}")
    if missing := MISSING_MODULE.search(end):
        return OpsError(
            f"{what}: das Python-Paket {missing['name']} fehlt.",
            "Löschen Sie den Ordner .venv im Klon und starten Sie erneut; er wird neu eingerichtet.",
        )
    return OpsError(
        f"{what}. Die letzten Zeilen aus {log}:\n{end}",
        "Beheben Sie die genannte Ursache und starten Sie erneut; Fertiges bleibt erhalten. "
        "Mit ./ozg demo --fresh beginnen Sie ohne die bisherigen Daten neu.",
    )

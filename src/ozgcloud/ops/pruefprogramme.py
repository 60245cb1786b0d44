"""Programs only tests run: a virus scanner, and one that reads letters as a reader's program would."""

from __future__ import annotations

import os

from ozgcloud.ops.console import say
from ozgcloud.ops.debianpakete import Paket, provide
from ozgcloud.ops.places import Places

LOOK = "Prüfen Sie die Verbindung zum Debian-Paketverzeichnis, oder lassen Sie als root ausführen: apt-get install"
CLAMD = "clamav-daemon"
POPPLER = "poppler-utils"


def pruefprogramme(places: Places) -> dict[str, str]:
    """Variables that lead the tests to these programs; none for those switched off, loudly. Raises OpsError."""
    return {
        **_one(places, CLAMD, "usr/sbin/clamd", "OZG_CLAMD", "OZG_SKIP_CLAMAV", "libclamav12"),
        **_one(places, POPPLER, "usr/bin/pdftotext", "OZG_PDFTOTEXT", "OZG_SKIP_POPPLER"),
    }


def _one(places: Places, package: str, program: str, variable: str, skip: str, *also: str) -> dict[str, str]:
    if os.environ.get(skip) == "1":
        say(f"! Prüfungen mit {package} sind mit {skip}=1 abgeschaltet.")
        return {}
    way_out = f"{LOOK} {package}\n  oder schalten Sie diese Prüfungen ab: {skip}=1 ./ozg test"
    path, libraries = provide(places, Paket((package, *also), program, way_out))
    return {f"{variable}_PROGRAM": path, f"{variable}_LIBRARIES": libraries}

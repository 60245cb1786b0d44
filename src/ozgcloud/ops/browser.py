"""What browser tests need from the machine: chromium, one library, one font.

A browser without fonts makes contrast checks pass silently, so the font counts.
"""

from __future__ import annotations

import os
import subprocess

from ozgcloud.ops.console import say, stage
from ozgcloud.ops.errors import OpsError

PACKAGES = ("chromium", "libatomic1", "fonts-dejavu-core")
POSTGRES_15 = ("postgresql-15",)
SKIP = "OZG_SKIP_BROWSER"


def missing_packages(wanted: tuple[str, ...]) -> list[str]:
    """Those of `wanted` that dpkg does not know as installed."""
    missing = []
    for name in wanted:
        answer = subprocess.run(
            ["/usr/bin/dpkg-query", "--show", "--showformat=${db:Status-Status}", name],
            capture_output=True,
            text=True,
            check=False,
        )
        if answer.stdout != "installed":
            missing.append(name)
    return missing


def require_packages(wanted: tuple[str, ...], way_out: str) -> None:
    """Install missing Debian packages as root; without root name them and fail."""
    missing = missing_packages(wanted)
    if not missing:
        return
    line = f"apt-get install --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0:
        raise OpsError(
            f"Für diese Prüfungen fehlen Debian-Pakete: {', '.join(missing)}.",
            f"Lassen Sie als root ausführen: {line}{way_out}",
        )
    with stage(f"Debian-Pakete installieren: {', '.join(missing)} (zusammen bis 200 MB)"):
        for arguments in ("update", f"-y {line.removeprefix('apt-get ')}"):
            answer = _apt(arguments.split())
            if answer.returncode != 0:
                raise OpsError(
                    f"apt-get konnte nicht alles installieren:\n{answer.stderr.strip()[-1000:]}",
                    f"Führen Sie selbst aus: apt-get update && {line}{way_out}",
                )


def _apt(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/usr/bin/apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        capture_output=True,
        text=True,
        check=False,
    )


def browser_wanted() -> bool:
    """Prepare the machine for browser tests; False when they are switched off, loudly."""
    if os.environ.get(SKIP) == "1":
        say(f"! Browser-Tests sind mit {SKIP}=1 abgeschaltet.")
        return False
    require_packages(PACKAGES, f"\n  oder schalten Sie die Browser-Tests ab: {SKIP}=1 ./ozg test")
    return True

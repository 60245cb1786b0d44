"""Debian's clamd for the tests, taken out of its packages into a private folder: no root, nothing installed.

apt looks at what this machine has and names only what is missing; signatures are the tests' own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from ozgcloud.ops.console import say, stage
from ozgcloud.ops.errors import OpsError
from ozgcloud.ops.places import Places

PACKAGES = ("clamav-daemon", "libclamav12")
INSTALLED = Path("/usr/sbin/clamd")
SKIP = "OZG_SKIP_CLAMAV"
WAY_OUT = (
    "Prüfen Sie die Verbindung zum Debian-Paketverzeichnis, oder lassen Sie als root ausführen: "
    f"apt-get install clamav-daemon\n  oder schalten Sie diese Prüfungen ab: {SKIP}=1 ./ozg test"
)


def provide(places: Places) -> dict[str, str]:
    """Variables that lead the tests to clamd; none when they are switched off, loudly. Raises OpsError."""
    if os.environ.get(SKIP) == "1":
        say(f"! Prüfungen mit dem Virenscanner sind mit {SKIP}=1 abgeschaltet.")
        return {}
    if INSTALLED.exists():
        return {"OZG_CLAMD_PROGRAM": str(INSTALLED)}
    folder = places.local / "clamav"
    program = folder / "usr/sbin/clamd"
    if not program.exists():
        with stage("Virenscanner für die Prüfungen aus den Debian-Paketen holen (rund 10 MB)"):
            _unpack(folder)
    libraries = sorted({str(path.parent) for path in folder.glob("**/lib*.so*")})
    return {"OZG_CLAMD_PROGRAM": str(program), "OZG_CLAMD_LIBRARIES": os.pathsep.join(libraries)}


def _unpack(folder: Path) -> None:
    box = folder.with_name("clamav.neu")
    shutil.rmtree(box, ignore_errors=True)
    for name in ("lists/partial", "cache/archives/partial", "pakete", "wurzel"):
        (box / name).mkdir(parents=True)
    _apt(box, "update")
    missing = _apt(box, "install", "--print-uris", "--no-install-recommends", *PACKAGES).splitlines()
    names = [line.split()[1].split("_")[0] for line in missing if line.startswith("'")]
    _apt(box, "download", *names)
    for package in (box / "pakete").glob("*.deb"):
        subprocess.run(["/usr/bin/dpkg-deb", "-x", str(package), str(box / "wurzel")], check=True)
    shutil.rmtree(folder, ignore_errors=True)
    (box / "wurzel").rename(folder)
    shutil.rmtree(box)


def _apt(box: Path, *arguments: str) -> str:
    options = (f"Dir::State::lists={box}/lists", f"Dir::Cache={box}/cache", "APT::Sandbox::User=", "Debug::NoLocking=1")
    answer = subprocess.run(
        ["/usr/bin/apt-get", "-qq", *(word for option in options for word in ("-o", option)), *arguments],
        cwd=box / "pakete",
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        raise OpsError(f"apt-get konnte den Virenscanner nicht holen:\n{answer.stderr.strip()[-500:]}", WAY_OUT)
    return answer.stdout

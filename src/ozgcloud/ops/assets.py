"""Front-end assets and fonts: taken from locked packages into ignored folders.

    .ozg/assets/kern/      KERN's style sheets, the ten fonts they name, its licence
    .ozg/assets-dev/axe/   axe-core (browser tests only)
    .ozg/fonts/            Fira Sans as TTF; typst silently ignores WOFF2

Each result is remembered by the lock file's content.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

from ozgcloud.ops.console import stage
from ozgcloud.ops.node import installed_packages
from ozgcloud.ops.places import Places

FONT_URL = re.compile(r"url\(\"?\./(?P<path>[^\")]+\.woff2)\"?\)")


def provide(places: Places, *, dev: bool) -> None:
    """Make what is missing; does nothing when the stamps match the lock file.

    The fonts for PDF are made from these by `ozgcloud.ops.fonts`.
    """
    wanted = hashlib.sha256((places.clone / "package-lock.json").read_bytes()).hexdigest()
    folders = [places.assets, places.assets_dev] if dev else [places.assets]
    if all(stamp_of(folder) == wanted for folder in folders):
        return
    with (
        stage("Oberfläche laden (KERN, wenige MB)"),
        installed_packages(places.clone, places.local / "npm", dev=dev) as modules,
    ):
        start_over(places.assets)
        take_kern(modules / "@kern-ux" / "native", places.assets / "kern")
        if dev:
            start_over(places.assets_dev)
            take_axe(modules / "axe-core", places.assets_dev / "axe")
    for folder in folders:
        stamp_file(folder).write_text(wanted)


def take_kern(package: Path, target: Path) -> None:
    """Copy KERN's minified style sheet, the font sheet, only its fonts, and the licence."""
    fonts = package / "dist" / "fonts"
    sheet = (fonts / "fira-sans.css").read_text()
    (target / "fonts").mkdir(parents=True)
    shutil.copy(package / "dist" / "kern.min.css", target / "kern.min.css")
    shutil.copy(package / "LICENSE.md", target / "LICENSE.md")
    shutil.copy(fonts / "fira-sans.css", target / "fonts" / "fira-sans.css")
    for found in FONT_URL.finditer(sheet):
        copy = target / "fonts" / found["path"]
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(fonts / found["path"], copy)


def take_axe(package: Path, target: Path) -> None:
    """Copy the accessibility checker and its licence."""
    target.mkdir(parents=True)
    for name in ("axe.min.js", "LICENSE"):
        shutil.copy(package / name, target / name)


def start_over(folder: Path) -> None:
    """Empty a made folder and forget its stamp."""
    stamp_file(folder).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def stamp_file(folder: Path) -> Path:
    """The file that says what a made folder was made from."""
    return folder.with_name(f"{folder.name}.stand")


def stamp_of(folder: Path) -> str:
    """What a made folder was made from; empty when it is missing or unfinished."""
    path = stamp_file(folder)
    return path.read_text() if path.exists() and folder.is_dir() else ""

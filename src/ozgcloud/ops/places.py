"""Where things lie: the clone, its ignored folder `.ozg`, and the data folder.

A normal user keeps the data inside the clone. Root keeps it outside, because the
database must not run as root and the account it drops to cannot enter a clone in
root's home. The folder is named after the clone so that two clones do not collide.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

ROOT_DATA = Path("/var/lib/ozg-cloud")


@dataclass(frozen=True)
class Places:
    """Folders and files of one clone and its data folder (absolute paths)."""

    clone: Path
    data: Path

    @property
    def local(self) -> Path:
        """Ignored folder of the clone for what set-up makes."""
        return self.clone / ".ozg"

    @property
    def assets(self) -> Path:
        """Static source folder, exposed to Django (contains `kern/`)."""
        return self.local / "assets"

    @property
    def assets_dev(self) -> Path:
        """Scripts only the browser tests need (contains `axe/`)."""
        return self.local / "assets-dev"

    @property
    def fonts(self) -> Path:
        """Fira Sans as TTF for typst."""
        return self.local / "fonts"

    @property
    def run_file(self) -> Path:
        """Exists while a supervisor runs on this data folder."""
        return self.data / "laufend.json"

    @property
    def logs(self) -> Path:
        """Log files of the services."""
        return self.data / "log"


def find_clone() -> Path:
    """The repository this file belongs to."""
    return Path(__file__).resolve().parents[3]


def default_data_dir(clone: Path, uid: int) -> Path:
    """The data folder of `clone` for the user `uid` when none is named."""
    if uid != 0:
        return clone / ".ozg" / "data"
    digest = hashlib.sha256(str(clone).encode()).hexdigest()[:8]
    return ROOT_DATA / f"{clone.name or 'ozg'}-{digest}"


def find_places() -> Places:
    """Places of this clone; OZG_DATA_DIR names another data folder."""
    clone = find_clone()
    named = os.environ.get("OZG_DATA_DIR")
    data = Path(named).resolve() if named else default_data_dir(clone, os.geteuid())
    return Places(clone=clone, data=data)

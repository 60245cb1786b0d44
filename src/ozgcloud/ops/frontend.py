"""The front end in one go: packages, fonts, static files.

A program of its own (`python -m ozgcloud.ops.frontend`), so that it can run beside the
database's first steps and its libraries leave no trace in the supervisor's memory.
"""

from __future__ import annotations

import os
import sys

from ozgcloud.ops import assets
from ozgcloud.ops.console import complain
from ozgcloud.ops.errors import OpsError
from ozgcloud.ops.fonts import provide_fonts
from ozgcloud.ops.places import find_places

COLLECT = ("collectstatic", "--noinput", "--ignore=*.map", "--verbosity=0")


def main() -> None:
    """Provide assets and fonts, then become Django's collectstatic."""
    places = find_places()
    try:
        assets.provide(places, dev=False)
        provide_fonts(places)
    except OpsError as error:
        complain(f"\nFehler: {error}")
        sys.exit(1)
    argv = [sys.executable, "-m", "ozgcloud.ops.management", *COLLECT]
    os.execv(argv[0], argv)  # noqa: S606  (no shell is meant)


if __name__ == "__main__":
    main()

"""Runs Django management commands in this process; the only door from ops to Django.

Several commands may follow each other, divided by the word `+`: loading Django takes
longer than most of them.
"""

from __future__ import annotations

import os
import sys

import django
from django.core.management import ManagementUtility


def main() -> None:
    """Run the commands named by the program's arguments; the first failure ends it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgcloud.settings.base")
    django.setup()
    order: list[str] = []
    for word in [*sys.argv[1:], "+"]:
        if word != "+":
            order.append(word)
        elif order:
            ManagementUtility(["ozg", *order]).execute()
            order = []


if __name__ == "__main__":
    main()

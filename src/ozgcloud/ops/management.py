"""Runs one Django management command in this process; the only door from ops to Django."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named by the program's arguments."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgcloud.settings.base")
    execute_from_command_line(["ozg", *sys.argv[1:]])


if __name__ == "__main__":
    main()

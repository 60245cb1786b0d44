"""The static checks: style, types, import contracts, templates, architecture."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ozgcloud.ops.console import say
from ozgcloud.ops.places import Places, find_places
from ozgcloud.ops.system import full_env


@dataclass(frozen=True)
class Check:
    """A named program of the clone's environment and its arguments."""

    name: str
    argv: tuple[str, ...]


def static_checks(clone: Path) -> list[Check]:
    """The checks that need no database; templates only when there are any."""
    checks = [
        Check("Stil (ruff)", ("ruff", "check", ".")),
        Check("Format (ruff)", ("ruff", "format", "--check", ".")),
        Check("Typen (mypy)", ("mypy",)),
    ]
    if (clone / ".importlinter").exists():
        checks.append(Check("Schichten (import-linter)", ("lint-imports",)))
    if any((clone / "src").rglob("*.html")):
        checks.append(Check("Vorlagen (djlint)", ("djlint", "src", "--lint", "--quiet")))
    return checks


def run_each(checks: Iterable[Check], places: Places) -> list[str]:
    """Run all checks, print the output of those that fail; returns their names."""
    failed = []
    programs = Path(sys.executable).parent
    for check in checks:
        begin = time.monotonic()
        answer = subprocess.run(
            [str(programs / check.argv[0]), *check.argv[1:]],
            cwd=places.clone,
            env=full_env({}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        verdict = "in Ordnung" if answer.returncode == 0 else "FEHLER"
        say(f"→ {check.name}: {verdict} ({time.monotonic() - begin:.1f} s)")
        if answer.returncode != 0:
            say(answer.stdout.rstrip())
            failed.append(check.name)
    return failed


def run_checks() -> int:
    """`./ozg check`: static checks and architecture tests."""
    places = find_places()
    checks = static_checks(places.clone)
    if (places.clone / "tests" / "architecture").is_dir():
        checks.append(Check("Architektur (pytest)", ("pytest", "-q", "-m", "not django_db", "tests/architecture")))
    failed = run_each(checks, places)
    say(f"\nNicht bestanden: {', '.join(failed)}" if failed else "\nAlle Prüfungen bestanden.")
    return 1 if failed else 0

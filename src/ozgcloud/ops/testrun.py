"""`./ozg test`: static checks, then pytest on a throw-away cluster of our own.

pytest's closing line is the last line of the output and its exit code is ours. With
`--all` the suite without browser runs first on PostgreSQL 15, then all on the embedded.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from ozgcloud.ops import assets, browser, checks, datadir, system
from ozgcloud.ops.console import say
from ozgcloud.ops.places import Places, find_places
from ozgcloud.ops.pruefprogramme import pruefprogramme
from ozgcloud.ops.supervisor import Supervisor, python_command

POSTGRES_15_BINARIES = Path("/usr/lib/postgresql/15/bin")
# pytest's own: no tests were collected.
NOTHING_COLLECTED = 5
# Each has its own template database and browser: about 400 MiB.
MOST_WORKERS = 4


def run_tests(arguments: list[str], *, everything: bool) -> int:
    """Run the suites; arguments for pytest leave the static checks out."""
    places = find_places()
    begin = time.monotonic()
    failed = [] if arguments else checks.run_each(checks.static_checks(places.clone), places)
    if failed:
        say(f"\nNicht bestanden: {', '.join(failed)}. Die Tests wurden nicht gestartet.")
        return 1
    with_browser = bool(arguments) or browser.browser_wanted()
    assets.provide(places, dev=True)
    subprocess.run([sys.executable, "-m", "ozgcloud.ops.fonts"], check=True)
    say(f"→ Vorbereitung und statische Prüfungen: {time.monotonic() - begin:.1f} s")
    if everything:
        browser.require_packages(browser.POSTGRES_15, "")
        selection = [*_side_by_side(arguments), *_selection(False, True)]
        code = run_suite(places, [*selection, *arguments], POSTGRES_15_BINARIES)
        if code not in (0, NOTHING_COLLECTED):
            say("\nNicht bestanden: Tests auf PostgreSQL 15.")
            return code
    selection = [] if arguments and not everything else _selection(with_browser, everything)
    return run_suite(places, [*_side_by_side(arguments), *selection, *arguments], None)


def _side_by_side(arguments: list[str]) -> list[str]:
    """The whole suite uses every core, file by file; a choice of tests stays in one process and is easier to read."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    return [] if arguments or workers == 1 else ["-n", str(workers), "--dist", "loadfile"]


def _selection(with_browser: bool, everything: bool) -> list[str]:
    out = ([] if with_browser else ["not browser"]) + ([] if everything else ["not long"])
    return ["-m", " and ".join(out)] if out else []


def run_suite(places: Places, arguments: list[str], binaries: Path | None) -> int:
    """One pytest run on a fresh cluster; `binaries` None is the embedded PostgreSQL."""
    begin = time.monotonic()
    with (
        # Each test has a database of its own: a thousand files copied, several thousand times.
        system.throwaway_places(places.clone, in_memory=True) as trial,
        tempfile.TemporaryDirectory(prefix="ozg-pruefungen-") as files,
        Supervisor() as supervisor,
    ):
        datadir.prepare(trial.data)
        cluster = system.make_cluster(trial, throwaway=True, binaries=binaries)
        addresses = system.start_cluster(supervisor, trial, cluster)
        env = system.full_env(addresses | system.product_env(trial, "http://127.0.0.1:8000"))
        env |= pruefprogramme(places)
        env |= {
            "DJANGO_SETTINGS_MODULE": "ozgcloud.settings.test",
            "OZG_LOG": "plain",
            "OZG_ASSETS_DEV_DIR": str(places.assets_dev),
            "OZG_POSTGRES_MAJOR": str(cluster.major),
        }
        say(f"→ PostgreSQL {cluster.major} bereit ({time.monotonic() - begin:.1f} s), es folgt pytest")
        # pytest's own place is shared by all runs of a user, and the fourth run clears the first one's files away.
        command = python_command("-m", "pytest", f"--basetemp={files}/hier", *arguments, env=env)
        sys.stdout.flush()
        return supervisor.step(replace(command, cwd=places.clone), foreground=True)

"""Real processes, real folders; waiting is polling with a deadline."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

CLONE = Path(__file__).resolve().parents[2]
FAHRER = Path(__file__).with_name("fahrer.py")


def until(condition, patience=60.0):
    """Poll until `condition` gives something true and return it; fail after `patience` seconds."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.02)
    pytest.fail(f"not within {patience} s: {condition}")


def lives(pid):
    """True while the process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def without_database():
    """Our environment without the addresses of the surrounding test run."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("OZG_") and name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }


@pytest.fixture
def folder():
    """A folder that the database account can reach (pytest's own is closed to others)."""
    path = Path(tempfile.mkdtemp(prefix="ozg-ops-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def drive(folder):
    """Start the driver; on leaving it is stopped the way an operator would."""
    children = []

    def start(what):
        env = without_database() | {"PYTHONPATH": str(CLONE / "src")}
        child = subprocess.Popen([sys.executable, str(FAHRER), what, str(folder)], env=env, start_new_session=True)
        children.append(child)
        until(lambda: (folder / "bereit").exists() or child.poll() is not None)
        assert child.poll() is None
        return child

    yield start
    for child in children:
        child.send_signal(signal.SIGTERM)
        child.wait(30)


@pytest.fixture
def ozg(folder):
    """Run a command of `python -m ozgcloud.ops` on the data folder `daten`."""

    def run(*arguments, **env):
        return subprocess.run(
            [sys.executable, "-m", "ozgcloud.ops", *arguments],
            env=without_database() | {"PYTHONPATH": str(CLONE / "src"), "OZG_DATA_DIR": str(folder / "daten")} | env,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run

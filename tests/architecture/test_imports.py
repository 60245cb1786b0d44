"""The six import contracts hold, and each is shown to catch a planted import in a copy of the house."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from architecture.quelle import HOUSE

CONFIG = HOUSE.parents[1] / ".importlinter"
SLICES_WITHOUT_LAYERS = {
    "core",
    "flow",
    "adapters",
    "ops",
    "settings",
    "demo",
    "probelauf",
    "portal",
    "amt",
    "leitstand",
    "monitor",
    "api",
}

PLANTED = {
    "Layers of the house": ("vorgang/queries.py", "ozgcloud.bescheid.rules"),
    "Layers inside each slice": ("bescheid/models.py", "ozgcloud.bescheid.queries"),
    "Rules, events and ports are free of Django": ("vorgang/rules.py", "django.utils.timezone"),
    "Doors and flow import no models": ("flow/steps.py", "ozgcloud.vorgang.models"),
    "Adapters import no actions, queries or models": ("adapters/ablage/ordner.py", "ozgcloud.vorgang.queries"),
    "Adapters do not know each other": ("adapters/null/dms.py", "ozgcloud.adapters.ablage.ordner"),
}
MORE = (
    ("antrag/queries.py", "ozgcloud.bescheid.rules"),
    ("core/journal.py", "ozgcloud.mandant.queries"),
    ("vorgang/actions/close_vorgang.py", "ozgcloud.flow.table"),
    ("eingang/rules.py", "ozgcloud.core.models"),
    ("amt/apps.py", "ozgcloud.vorgang.models"),
    ("portal/apps.py", "ozgcloud.amt.apps"),
    ("settings/base.py", "ozgcloud.core.clock"),
    ("adapters/typst/satz.py", "ozgcloud.bescheid.queries"),
)
# The package has no __init__ of its own, so a copy beside the installed one would be merged with it.
RUN = """
import sys
copy, house, config = sys.argv[1:]
sys.path[:] = [copy, *(path for path in sys.path if path not in ("", house))]
from importlinter.cli import lint_imports
sys.exit(lint_imports(config_filename=config, no_cache=True))
"""


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN, folder, HOUSE.parent, CONFIG],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "*.html", "static", "schemata")
    shutil.copytree(HOUSE, tmp_path / "ozgcloud", ignore=ignored)
    return tmp_path


def _plant(folder: Path, name: str, imported: str) -> str:
    """Write the import into the copy; returns the pair as the linter names it."""
    target = folder / "ozgcloud" / name
    target.write_text(f"import {imported}\n{target.read_text(encoding='utf-8')}", encoding="utf-8")
    importer = f"ozgcloud.{name.removesuffix('.py').replace('/', '.')}"
    return f"{importer} -> {'django' if imported.startswith('django') else imported} (l.1)"


def test_the_contracts_hold() -> None:
    answer = _lint(HOUSE.parent)
    assert answer.returncode == 0, answer.stdout
    assert "6 kept, 0 broken" in answer.stdout


def test_each_contract_catches_a_planted_import(copy: Path) -> None:
    pairs = {contract: _plant(copy, *plant) for contract, plant in PLANTED.items()}
    answer = _lint(copy)
    assert answer.returncode == 1
    for contract, pair in pairs.items():
        assert f"{contract} BROKEN" in answer.stdout
        assert pair in answer.stdout, answer.stdout


def test_more_ways_to_break_them_are_caught(copy: Path) -> None:
    pairs = [_plant(copy, *plant) for plant in MORE]
    answer = _lint(copy)
    assert [pair for pair in pairs if pair not in answer.stdout] == []


def _packages() -> set[str]:
    return {path.parent.name for path in HOUSE.glob("*/__init__.py")}


def _layers() -> str:
    config = configparser.ConfigParser()
    config.read(CONFIG)
    return config["importlinter:contract:house"]["layers"]


def test_every_package_has_its_place() -> None:
    named = _layers().replace("(", "").replace(")", "").replace("|", "\n").split()
    assert _packages() <= {name.removeprefix("ozgcloud.") for name in named}


def test_every_slice_has_its_inner_layers() -> None:
    config = configparser.ConfigParser()
    config.read(CONFIG)
    containers = config["importlinter:contract:slices"]["containers"].split()
    assert {name.removeprefix("ozgcloud.") for name in containers} == _packages() - SLICES_WITHOUT_LAYERS

"""`ozg probelauf` against the real product: database, web server, worker, all as processes."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
LARGEST = 20


def _run(data: Path, *arguments: str) -> tuple[int, list[dict[str, object]], str]:
    # What the suite set for itself must not steer the product it starts.
    env = {k: v for k, v in os.environ.items() if not k.startswith(("OZG_", "DJANGO", "DATABASE_URL"))}
    env |= {"OZG_DATA_DIR": str(data), "PYTHONPATH": str(REPOSITORY / "src")}
    done = subprocess.run(
        [sys.executable, "-m", "ozgcloud.ops", "probelauf", "--json", *arguments],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        return done.returncode, json.loads(done.stdout), done.stderr
    except json.JSONDecodeError:
        pytest.fail(f"Kein Bericht.\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that the database's own user may enter."""
    folder = tmp_path_factory.mktemp("probelauf")
    for parent in (folder, *folder.parents[:3]):
        parent.chmod(parent.stat().st_mode | 0o011)
    return folder


def test_the_own_schema_walks_through(data: Path) -> None:
    code, berichte, errors = _run(data)
    assert (code, [b["gut"] for b in berichte]) == (0, [True]), f"{berichte}\n{errors}"


def test_a_file_that_is_no_schema_fails_with_a_sentence(data: Path, tmp_path: Path) -> None:
    datei = tmp_path / "kein-schema.xml"
    datei.write_text("<nichts/>")
    code, berichte, _ = _run(data, "--schema", str(datei))
    assert code == 1
    assert "Datenschema" in json.dumps(berichte, ensure_ascii=False)


@pytest.mark.long
def test_twenty_real_schemas_walk_through_the_largest_among_them(data: Path, shared: Path) -> None:
    with (shared / "standards/fim/xdf3_index.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["datei"].startswith("xdf3/")]
    rows.sort(key=lambda row: -int(row["knoten"]))
    chosen = [*rows[:5], *rows[5 :: len(rows) // LARGEST]][: LARGEST + 4]
    dateien = [arg for row in chosen for arg in ("--schema", str(shared / "standards/fim" / row["datei"]))]
    code, berichte, errors = _run(data, *dateien)
    failed = [b for b in berichte if not b["gut"]]
    assert not failed, f"{failed}\n{errors}"
    assert (code, len(berichte)) == (0, len(chosen))
    assert len(berichte) >= LARGEST

"""`ozg probelauf` against the real product: database, web server, worker, all as processes."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def _run_raw(data: Path, *arguments: str) -> tuple[int, str, str]:
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
    return done.returncode, done.stdout, done.stderr


def _run(data: Path, *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    code, output, errors = _run_raw(data, *arguments)
    try:
        return code, json.loads(output), errors
    except json.JSONDecodeError:
        pytest.fail(f"Kein Bericht.\n{output[-2000:]}\n{errors[-4000:]}")


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
    assert set(berichte[0]["offene_punkte"]) == {"regel"}


def test_a_file_that_is_no_schema_fails_with_a_sentence(data: Path, tmp_path: Path) -> None:
    datei = tmp_path / "kein-schema.xml"
    datei.write_text("<nichts/>")
    code, berichte, _ = _run(data, "--schema", str(datei))
    assert code == 1
    assert "Datenschema" in json.dumps(berichte, ensure_ascii=False)


def test_an_empty_folder_is_refused_with_a_sentence(data: Path, tmp_path: Path) -> None:
    code, _, errors = _run_raw(data, "--schema", str(tmp_path))
    assert code != 0
    assert "kein Datenschema" in errors


@pytest.mark.long
def test_every_real_schema_walks_through(data: Path, shared: Path) -> None:
    ordner = shared / "standards/fim/xdf3"
    with (shared / "standards/fim/xdf3_index.csv").open(newline="", encoding="utf-8") as file:
        rows = {Path(row["datei"]).name: row for row in csv.DictReader(file) if row["datei"].startswith("xdf3/")}
    code, berichte, errors = _run(data, "--schema", str(ordner))
    failed = [b for b in berichte if not b["gut"]]
    assert not failed, f"{failed}\n{errors}"
    counted = {b["schema"]: (b["knoten"], b["felder"], b["offene_punkte"].get("regel", 0) > 0) for b in berichte}
    expected = {name: (int(r["knoten"]), int(r["felder"]), int(r["regeln"]) > 0) for name, r in rows.items()}
    assert (code, counted) == (0, expected)

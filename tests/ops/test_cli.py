"""What is ours and what is handed over, in order and untouched."""

from pathlib import Path

import pytest

from ozgcloud.ops.cli import main, parse


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        (["test", "-k", "a or b", "--all", "tests/ops"], ["-k", "a or b", "tests/ops"]),
        (["db", "--temp", "--", "psql", "--version"], ["psql", "--version"]),
        (["db", "pytest", "-q"], ["pytest", "-q"]),
        (["probelauf", "--schema", "x.xml", "--json"], ["--schema", "x.xml", "--json"]),
        (["journal", "verify"], ["verify"]),
    ],
)
def test_foreign_arguments_are_handed_over(typed, rest):
    options, found = parse(typed)
    assert options.befehl == typed[0]
    assert found == rest


def test_own_options_are_ours():
    assert parse(["test", "-x", "--all"])[0].all
    assert parse(["db", "--temp", "ls"])[0].temp
    options, rest = parse(["demo", "--port", "8100", "--fresh"])
    assert (options.port, options.fresh, options.land, rest) == (8100, True, None, [])
    assert parse(["demo", "--land", "tabellen"])[0].land == Path("tabellen")


def test_a_folder_that_is_none_is_named_before_anything_starts(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("OZG_DATA_DIR", str(tmp_path / "daten"))
    assert main(["demo", "--land", str(tmp_path / "fehlt")]) == 1
    assert "gemeinden_sh.csv" in capsys.readouterr().err
    assert not (tmp_path / "daten").exists()


@pytest.mark.parametrize("typed", [["demo", "--prot", "1"], ["db"], ["unfug"], []])
def test_mistakes_are_named(typed, capsys):
    with pytest.raises(SystemExit) as ended:
        parse(typed)
    assert ended.value.code == 2
    assert "error" in capsys.readouterr().err

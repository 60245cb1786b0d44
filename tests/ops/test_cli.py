"""What is ours and what is handed over, in order and untouched."""

import pytest

from ozgcloud.ops.cli import parse


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
    assert (options.port, options.fresh, rest) == (8100, True, [])


@pytest.mark.parametrize("typed", [["demo", "--prot", "1"], ["db"], ["unfug"], []])
def test_mistakes_are_named(typed, capsys):
    with pytest.raises(SystemExit) as ended:
        parse(typed)
    assert ended.value.code == 2
    assert "error" in capsys.readouterr().err

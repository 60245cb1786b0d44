"""Running imports as an operator does, and lists of a few invented places."""

from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import CommandError

COLUMNS = ("ars", "name", "typ", "kreis", "amt", "plz", "einwohner", "gebietsstand", "gueltig_bis", "nachfolger")


@dataclass(frozen=True)
class Lauf:
    """What an import printed, its refusals, and the sentence it ended with (empty: exit code 0)."""

    aus: str
    fehler: str
    ende: str

    @property
    def summe(self) -> str:
        """The first line."""
        return self.aus.split("\n", 1)[0]


def importiere(art: str, path: Path, *options: str) -> Lauf:
    """Run `ozg import ART PATH`."""
    aus, fehler, ende = StringIO(), StringIO(), ""
    try:
        call_command("importiere", art, str(path), *options, stdout=aus, stderr=fehler)
    except CommandError as error:
        ende = str(error)
    return Lauf(aus.getvalue(), fehler.getvalue(), ende)


def liste(path: Path, *rows: dict[str, str], stand: str = "2026-01-01") -> Path:
    """Write a list of places; what a row does not say is a Gemeinde of 100 people."""
    common = {"typ": "Gemeinde", "einwohner": "100", "gebietsstand": stand}
    lines = [",".join(COLUMNS)]
    lines += [",".join((common | row).get(column, "") for column in COLUMNS) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def ort(ars: str, name: str, **more: str) -> dict[str, str]:
    """One row."""
    return {"ars": ars, "name": name} | more

"""Names of people who do not exist: first names, family names and streets of our own list, put together by chance."""

import csv
from pathlib import Path
from random import Random


def _liste(art: str) -> list[str]:
    with Path(__file__).with_name("namen.csv").open(encoding="utf-8", newline="") as strom:
        return [zeile["wert"] for zeile in csv.DictReader(strom, delimiter=";") if zeile["art"] == art]


VORNAMEN, NACHNAMEN, STRASSEN = _liste("vorname"), _liste("nachname"), _liste("strasse")


def name(zufall: Random) -> tuple[str, str]:
    """(first name, family name)."""
    return zufall.choice(VORNAMEN), zufall.choice(NACHNAMEN)


def anschrift(zufall: Random) -> tuple[str, str]:
    """(street, house number)."""
    return zufall.choice(STRASSEN), str(zufall.randint(1, 140))

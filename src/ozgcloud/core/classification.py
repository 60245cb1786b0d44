"""Every column of every own table says what kind of data it holds (Art. 30 DSGVO; checked by a test)."""

from enum import StrEnum


class Datenklasse(StrEnum):
    """How a column may be used: figures read SACHE, erasure removes PERSON, nobody exports GEHEIM."""

    SCHLUESSEL = "schluessel"
    SACHE = "sache"
    PERSON = "person"
    GEHEIM = "geheim"
    TECHNIK = "technik"


Klassifikation = dict[str, Datenklasse]


def classify(**columns: str) -> Klassifikation:
    """Read the short form: `classify(schluessel="id mandant", person="name")` into a column → class mapping."""
    return {name: Datenklasse(klasse) for klasse, names in columns.items() for name in names.split()}

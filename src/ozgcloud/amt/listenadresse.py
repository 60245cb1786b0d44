"""The work list as it stands in the address bar: filter and cursor, as text and back."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from ozgcloud.amt.blaettern import read_place, write_place
from ozgcloud.core.eingabe import read_day, read_key
from ozgcloud.vorgang.auswahl import WARTET_AUF, Ansicht, Cursor, Filter, Fristlage, Sortierung
from ozgcloud.vorgang.rules import Status

MAX_SUCHE = 200
MAX_WORT = 60
PLAIN = Filter()


def _word(text: str) -> str:
    return text.replace("\x00", "").strip()[:MAX_WORT]


def read_digits(text: str) -> str:
    """A key of digits, a Leistungsschlüssel or Regionalschlüssel or its beginning; empty for anything else."""
    return text if text.isascii() and text.isdigit() and len(text) <= len("99000000000000") else ""


def _one_of(*values: str) -> Callable[[str], str]:
    return lambda text: text if text in values else ""


READERS: dict[str, Callable[[str], Any]] = {
    "ansicht": lambda text: text if text in set(Ansicht) else Ansicht.ALLE.value,
    "status": lambda text: Status(text) if text in set(Status) else None,
    "suche": lambda text: text.replace("\x00", "").strip()[:MAX_SUCHE],
    "leistung": read_digits,
    "von": read_day,
    "bis": read_day,
    "frist": _one_of(*Fristlage),
    "gebiet": read_digits,
    "zugewiesen_an": read_key,
    "einheit": read_key,
    "kanal": _word,
    "schlagwort": _word,
    "prioritaet": lambda text: int(text) if text in ("0", "1", "2") else None,
    "wartet_auf": _one_of(*WARTET_AUF),
    "sortierung": _one_of(*Sortierung),
}
"""How each field of the filter is read; what is unknown narrows nothing, as an old bookmark should still open
(but `misread_days`)."""

TAGESFELDER = {"von": "Hier angelegt ab", "bis": "Hier angelegt bis"}
"""Fields in which people type a day, as the form calls them."""

VORGABEN = tuple((name, getattr(PLAIN, name)) for name in READERS)


def misread_days(query: Mapping[str, str]) -> dict[str, str]:
    """What stands in a field of a day without being one: people type days, and would take the list for narrowed."""
    return {name: text for name in TAGESFELDER if (text := query.get(name, "").strip()) and read_day(text) is None}


def read_filter(query: Mapping[str, str]) -> Filter:
    """The filter an address asks for."""
    return Filter(**{name: READERS[name](value) for name, value in query.items() if name in READERS})


def write_filter(auswahl: Filter, after: Cursor | None = None, *, rueckwaerts: bool = False) -> str:
    """The query string of a filter, with the cursor when there is one; empty for the plain list."""
    parts = {name: value for name, plain in VORGABEN if (value := getattr(auswahl, name)) != plain}
    if after:
        parts["vor" if rueckwaerts else "nach"] = write_cursor(after)
    return urlencode(parts)


def write_cursor(cursor: Cursor) -> str:
    """The place of its row, and the day in an order by days."""
    place = write_place(cursor.created_at, cursor.id)
    return f"{place}.{cursor.tag.isoformat()}" if cursor.tag else place


def read_cursor(text: str) -> Cursor | None:
    """The cursor of an address; None (the beginning) when it is none."""
    micros, _, rest = text.partition(".")
    key, _, tag = rest.partition(".")
    place, day = read_place(f"{micros}.{key}"), read_day(tag)
    return Cursor(*place, day) if place and bool(tag) is bool(day) else None

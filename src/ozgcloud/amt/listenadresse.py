"""The work list as it stands in the address bar: filter and cursor, as text and back."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from ozgcloud.vorgang.auswahl import WARTET_AUF, Ansicht, Cursor, Filter, Fristlage, Sortierung
from ozgcloud.vorgang.rules import Status

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MAX_SUCHE = 200
MAX_WORT = 60
PLAIN = Filter()


def _word(text: str) -> str:
    return text.replace("\x00", "").strip()[:MAX_WORT]


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) <= len("99000000000000") else ""


def _day(text: str) -> date | None:
    """A day as forms write it (21.11.2026) or as addresses do (2026-11-21)."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text.strip(), form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _one_of(*values: str) -> Callable[[str], str]:
    return lambda text: text if text in values else ""


READERS: dict[str, Callable[[str], Any]] = {
    "ansicht": lambda text: text if text in set(Ansicht) else Ansicht.ALLE.value,
    "status": lambda text: Status(text) if text in set(Status) else None,
    "suche": lambda text: text.replace("\x00", "").strip()[:MAX_SUCHE],
    "leistung": _digits,
    "von": _day,
    "bis": _day,
    "frist": _one_of(*Fristlage),
    "gebiet": _digits,
    "zugewiesen_an": _key,
    "einheit": _key,
    "kanal": _word,
    "schlagwort": _word,
    "prioritaet": lambda text: int(text) if text in ("0", "1", "2") else None,
    "wartet_auf": _one_of(*WARTET_AUF),
    "sortierung": _one_of(*Sortierung),
}
"""How each field of the filter is read; what is unknown narrows nothing, as an old bookmark should still open."""


def read_filter(query: Mapping[str, str]) -> Filter:
    """The filter an address asks for."""
    return Filter(**{name: read(query.get(name, "")) for name, read in READERS.items()})


def write_filter(auswahl: Filter, after: Cursor | None = None, *, rueckwaerts: bool = False) -> str:
    """The query string of a filter, with the cursor when there is one; empty for the plain list."""
    parts = {name: getattr(auswahl, name) for name in READERS if getattr(auswahl, name) != getattr(PLAIN, name)}
    if after:
        parts["vor" if rueckwaerts else "nach"] = write_cursor(after)
    return urlencode(parts)


def write_cursor(cursor: Cursor) -> str:
    """Microseconds since 1970, the id and a day, so nothing is lost on the way through the address bar."""
    place = f"{(cursor.created_at - EPOCH) // timedelta(microseconds=1)}.{cursor.id}"
    return f"{place}.{cursor.tag.isoformat()}" if cursor.tag else place


def read_cursor(text: str) -> Cursor | None:
    """The cursor of an address; None (the beginning) when it is none."""
    micros, _, rest = text.partition(".")
    key, _, tag = rest.partition(".")
    try:
        return Cursor(EPOCH + timedelta(microseconds=int(micros)), UUID(key), date.fromisoformat(tag) if tag else None)
    except (ValueError, OverflowError):
        return None

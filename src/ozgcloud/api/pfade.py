"""What stands in addresses: ids, cursors, and the Mandant a machine means. Odd ones are 404 or 422, never HTML."""

import re
from datetime import datetime
from uuid import UUID

from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.mandant.queries import kurz_of
from ozgcloud.schnittstelle.rules import Befugnis, Zugriff
from ozgcloud.vorgang.queries import Cursor

CURSOR = re.compile(r"([0-9]{1,17})-([0-9a-f-]{36})")


def read_id(text: str) -> UUID:
    """An id from a path; raises NotFound for what cannot be one."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def mandant_of(zugriff: Zugriff, befugnis: Befugnis, kurz: str = "") -> int:
    """The Mandant a request is about: the one it names, else the only one the machine has.

    Raises Forbidden without the scope, NotFound for somebody else's Mandant, InvalidInput when it must be named.
    """
    zugriff.require(befugnis)
    reach = zugriff.mandanten(befugnis)
    if kurz:
        found = next((mandant_id for mandant_id, name in kurz_of(reach).items() if name == kurz), None)
        if found is None:
            raise NotFound("Diese Verwaltung gibt es nicht, oder Ihr Zugang hat dort keine Freigabe.")
        return found
    if len(reach) == 1:
        return next(iter(reach))
    raise InvalidInput(
        "Ihr Zugang reicht für mehrere Verwaltungen. Bitte nennen Sie eine.",
        {"mandant": "Kurzname der Verwaltung, zum Beispiel stadt-beispiel."},
        code="mandant-fehlt",
    )


def write_cursor(cursor: Cursor) -> str:
    """A place in the list as text: microseconds and id."""
    return f"{int(cursor.created_at.timestamp() * 1_000_000)}-{cursor.id}"


def read_cursor(text: str, utc: datetime) -> Cursor | None:
    """The place again; `utc` is any aware instant of UTC. Raises InvalidInput for what we did not write."""
    if not text:
        return None
    match = CURSOR.fullmatch(text)
    try:
        if match is not None:
            seconds, micros = divmod(int(match[1]), 1_000_000)
            instant = datetime.fromtimestamp(seconds, utc.tzinfo).replace(microsecond=micros)
            return Cursor(instant, UUID(match[2]))
    except (ValueError, OverflowError, OSError):
        pass
    raise InvalidInput("Diese Stelle der Liste gibt es nicht.", {"nach": "Bitte übernehmen Sie „weiter“ unverändert."})

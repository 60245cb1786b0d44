"""Who sees which event: a path per event, patterns per client. The database compares them, see `ereignis_scope`.

Path: `e` (real) or `u` (practice), Land, Verwaltung, Leistung: `e/1/17/99107023022000`; a practice twin goes under its
original. A pattern is a path whose parts may be `%`, in the sense of SQL's LIKE: `e/1/%/99107%`. Only digits, slashes
and `%` get in, so nothing can be smuggled.
"""

import re
from collections.abc import Iterable

PRAEFIX = re.compile(r"[0-9]{0,14}")
NOTHING = ""


def pattern(*, uebung: bool, land_id: int | None, verwaltung_id: int | None, praefix: str) -> str:
    """What one Freigabe opens: one Verwaltung or all (None) of a Land or of all (None), Leistungen by their beginning.

    Raises ValueError for a beginning that is not made of digits.
    """
    if not PRAEFIX.fullmatch(praefix):
        raise ValueError(praefix[:20])
    return f"{'u' if uebung else 'e'}/{_part(land_id)}/{_part(verwaltung_id)}/{praefix}%"


def path(*, uebung: bool, land_id: int, verwaltung_id: int, leistung: str) -> str:
    """The path of an event."""
    return f"{'u' if uebung else 'e'}/{land_id}/{verwaltung_id}/{leistung}"


def joined(patterns: Iterable[str]) -> str:
    """Patterns in the shape the policy reads: sorted, each once, divided by blanks; `NOTHING` for none."""
    return " ".join(sorted(set(patterns)))


def _part(number: int | None) -> str:
    return "%" if number is None else str(int(number))

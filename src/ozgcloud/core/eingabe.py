"""What people and machines type: days, postcodes, official keys, spellings. Plain Python."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from ozgcloud.core.errors import InvalidInput

ARS = re.compile(r"[0-9]{12}")
"""Amtlicher Regionalschlüssel of a Gemeinde."""
AGS = re.compile(r"[0-9]{8}")
"""Amtlicher Gemeindeschlüssel."""
PLZ = re.compile(r"[0-9]{5}")
MAX_NAME = 150
FRIDAY = 5
GERMAN_DAY = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def read_day(text: str) -> date | None:
    """A day as people write it (1.3.2027) or as machines do (2027-03-01); None for anything else."""
    german, iso = GERMAN_DAY.fullmatch(text.strip()), ISO_DAY.fullmatch(text.strip())
    parts = german.group(3, 2, 1) if german else iso.groups() if iso else ()
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def example_day(today: date) -> str:
    """A day that fields for a day to come accept, as people write it: a month ahead, no Saturday or Sunday."""
    day = today + timedelta(days=30)
    while day.isoweekday() > FRIDAY:
        day += timedelta(days=1)
    return f"{day:%d.%m.%Y}"


def read_key(text: str) -> UUID | None:
    """An id as addresses and lists carry it; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def covers(von: date | None, bis: date | None, tag: date) -> bool:
    """Whether a day lies in a period; both ends belong to it, a missing one leaves it open."""
    return (von is None or von <= tag) and (bis is None or tag <= bis)


def require_all(*checks: Callable[[], object]) -> None:
    """Make all checks and raise one InvalidInput with every error, so that nobody corrects one field at a time."""
    fehler: dict[str, str] = {}
    for check in checks:
        try:
            check()
        except InvalidInput as error:
            fehler |= error.fehler
    if fehler:
        raise InvalidInput("Bitte prüfen Sie Ihre Angaben.", fehler)


def distance(one: str, other: str, limit: int) -> int:
    """Letters wrong, missing, too many or swapped with their neighbour; `limit` + 1 as soon as it is more than that."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def clean_name(name: str | None) -> str:
    """A file name for people: one line, no control or direction characters, at most 150 characters, ending kept."""
    spaced = "".join(" " if c.isspace() else c for c in name or "")
    stem, dot, ending = "".join(filter(str.isprintable, spaced)).strip().rpartition(".")
    if not dot:
        stem, ending = ending, ""
    return f"{stem[: MAX_NAME - len(ending[:10]) - 1] or 'Datei'}{dot}{ending[:10]}"

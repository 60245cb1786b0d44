"""Deadlines of a Nachforderung and the reminders on the way. Plain Python."""

from datetime import date, timedelta
from enum import IntEnum

from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.kalender import end_of_period, is_working_day

TAGE = 21
"""Days the citizen gets unless the clerk says otherwise: long enough to obtain a document from somebody else."""
MINDESTENS = 3
HOECHSTENS = 366
ERINNERN_VORHER = timedelta(days=5)
KURZ = timedelta(days=7)
"""A request with less time than this is not reminded of beforehand: it has only just arrived."""


class Stufe(IntEnum):
    """How often the citizen was told: not yet, before the deadline, at its end."""

    KEINE = 0
    VORHER = 1
    ABGELAUFEN = 2


def default_frist(today: date, land: str, days: int = TAGE) -> date:
    """The last day for an answer to what is sent today (§§ 187 (1), 188 (1), 193 BGB)."""
    return end_of_period(today, days, land)


def require_frist(frist: date | None, today: date, land: str) -> date:
    """A working day that leaves time to act (§ 31 (1), (3) VwVfG: a period must be reasonable); raises InvalidInput."""
    if frist is None:
        beispiel = f"{default_frist(today, land):%d.%m.%Y}"
        raise InvalidInput("Die Frist fehlt.", {"frist": f"Nennen Sie einen Tag, zum Beispiel {beispiel}."})
    if frist < today + timedelta(days=MINDESTENS):
        raise InvalidInput("Die Frist ist zu kurz.", {"frist": f"Lassen Sie mindestens {MINDESTENS} Tage Zeit."})
    if frist > today + timedelta(days=HOECHSTENS):
        raise InvalidInput("Die Frist ist zu lang.", {"frist": "Wählen Sie einen Tag innerhalb eines Jahres."})
    if not is_working_day(frist, land):
        raise InvalidInput(
            "Die Frist endet an einem freien Tag.",
            {"frist": "Das ist ein Wochenende oder Feiertag. Wählen Sie einen Werktag."},
        )
    return frist


def next_stufe(frist: date, today: date, gesendet: date, erreicht: Stufe) -> Stufe | None:
    """Which reminder is due now; None when none is. The deadline itself still belongs to the citizen."""
    if today > frist:
        return Stufe.ABGELAUFEN if erreicht < Stufe.ABGELAUFEN else None
    is_short = frist - gesendet < KURZ
    if erreicht is Stufe.KEINE and not is_short and today >= frist - ERINNERN_VORHER:
        return Stufe.VORHER
    return None


NOCHMAL = 14
"""Days for a second try, counted from the day an answer was returned."""


def extended_frist(frist: date | None, today: date, land: str) -> date:
    """The deadline after an answer was returned: as it was, or later when that would leave too little time."""
    needed = end_of_period(today, NOCHMAL, land)
    return needed if frist is None else max(frist, needed)

"""What may follow what on the way of an Online-Dienst into a Verwaltung. Plain Python, the day is an argument."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from ozgcloud.core.errors import Conflict, InvalidInput

MAX_NOTE = 1_000


class Phase(StrEnum):
    """Phases of the Vorgehensmodell that somebody sets; "in Nutzung" is none of them, it follows from an Antrag."""

    INTERESSE = "interesse"
    VEREINBARUNG = "vereinbarung"
    VORAUSSETZUNGEN = "voraussetzungen"
    EINRICHTUNG = "einrichtung"
    SCHULUNG = "schulung"
    TEST = "test"
    GOLIVE = "golive"
    REVIEW = "review"
    AUSGESETZT = "ausgesetzt"


class Anbindungsstand(StrEnum):
    """How far a Verwaltung is."""

    EINARBEITUNG = "einarbeitung"
    ANGESCHLOSSEN = "angeschlossen"
    AUSGESCHIEDEN = "ausgeschieden"


PHASEN = {
    Phase.INTERESSE: "Interesse",
    Phase.VEREINBARUNG: "Vereinbarung",
    Phase.VORAUSSETZUNGEN: "Voraussetzungen",
    Phase.EINRICHTUNG: "Einrichtung",
    Phase.SCHULUNG: "Schulung",
    Phase.TEST: "Test",
    Phase.GOLIVE: "Go-live",
    Phase.REVIEW: "Review",
    Phase.AUSGESETZT: "ausgesetzt",
}
STAENDE = {
    Anbindungsstand.EINARBEITUNG: "in Einarbeitung",
    Anbindungsstand.ANGESCHLOSSEN: "angeschlossen",
    Anbindungsstand.AUSGESCHIEDEN: "ausgeschieden",
}

# The table: from where to where. Schulung may be left out, a failed test goes back to Einrichtung.
FOLLOWS: dict[Phase | None, frozenset[Phase]] = {
    None: frozenset({Phase.INTERESSE, Phase.VEREINBARUNG}),
    Phase.INTERESSE: frozenset({Phase.VEREINBARUNG}),
    Phase.VEREINBARUNG: frozenset({Phase.VORAUSSETZUNGEN}),
    Phase.VORAUSSETZUNGEN: frozenset({Phase.EINRICHTUNG}),
    Phase.EINRICHTUNG: frozenset({Phase.SCHULUNG, Phase.TEST}),
    Phase.SCHULUNG: frozenset({Phase.TEST}),
    Phase.TEST: frozenset({Phase.EINRICHTUNG, Phase.GOLIVE}),
    Phase.GOLIVE: frozenset({Phase.REVIEW, Phase.AUSGESETZT}),
    Phase.REVIEW: frozenset({Phase.REVIEW, Phase.AUSGESETZT}),
    Phase.AUSGESETZT: frozenset({Phase.TEST, Phase.GOLIVE}),
}
STAND_FOLLOWS: dict[Anbindungsstand | None, frozenset[Anbindungsstand]] = {
    None: frozenset({Anbindungsstand.EINARBEITUNG, Anbindungsstand.ANGESCHLOSSEN}),
    Anbindungsstand.EINARBEITUNG: frozenset({Anbindungsstand.ANGESCHLOSSEN, Anbindungsstand.AUSGESCHIEDEN}),
    Anbindungsstand.ANGESCHLOSSEN: frozenset({Anbindungsstand.AUSGESCHIEDEN}),
    Anbindungsstand.AUSGESCHIEDEN: frozenset({Anbindungsstand.EINARBEITUNG, Anbindungsstand.ANGESCHLOSSEN}),
}
LIVE = frozenset({Phase.GOLIVE, Phase.REVIEW})
"""Phases in which citizens can apply: what the monitor counts as ausgerollt."""

USUAL_DAYS = {
    Phase.INTERESSE: 120,
    Phase.VEREINBARUNG: 90,
    Phase.VORAUSSETZUNGEN: 60,
    Phase.EINRICHTUNG: 30,
    Phase.SCHULUNG: 14,
    Phase.TEST: 7,
    Phase.GOLIVE: 0,
}


def next_phases(now: Phase | None) -> tuple[Phase, ...]:
    """What may follow, in the order of the way."""
    return tuple(phase for phase in Phase if phase in FOLLOWS[now])


def require_step(von: Phase | None, nach: Phase, *, seit: date | None, am: date, today: date) -> None:
    """Raises Conflict for a phase that may not follow, InvalidInput for a date in the future or before the last one."""
    if nach not in FOLLOWS[von]:
        erlaubt = ", ".join(f"„{PHASEN[phase]}“" for phase in next_phases(von))
        jetzt = f"Auf „{PHASEN[von]}“" if von else "Am Anfang"
        raise Conflict(f"{jetzt} kann nicht „{PHASEN[nach]}“ folgen. Möglich ist: {erlaubt}.")
    _require_date(seit, am, today)


def require_stand(
    von: Anbindungsstand | None, nach: Anbindungsstand, *, seit: date | None, am: date, today: date
) -> None:
    """Raises Conflict for a state that may not follow, InvalidInput for a date in the future or before the last one."""
    if nach not in STAND_FOLLOWS[von]:
        jetzt = f"„{STAENDE[von]}“" if von else "nicht begonnen"
        raise Conflict(f"Die Anbindung ist {jetzt}. Darauf kann nicht „{STAENDE[nach]}“ folgen.")
    _require_date(seit, am, today)


def _require_date(seit: date | None, am: date, today: date) -> None:
    if am > today:
        raise InvalidInput(
            "Das Datum liegt in der Zukunft.",
            {"am": "Bitte tragen Sie ein, was geschehen ist. Für später gibt es das geplante Datum."},
        )
    if seit is not None and am < seit:
        raise InvalidInput(
            "Das Datum liegt vor dem letzten Schritt.",
            {"am": f"Bitte geben Sie den {seit.day}.{seit.month}.{seit.year} oder einen späteren Tag an."},
        )


def require_connected(stand: Anbindungsstand | None, seit: date | None, am: date) -> None:
    """Go-live needs a Verwaltung that is angeschlossen by that day; raises Conflict."""
    if stand is not Anbindungsstand.ANGESCHLOSSEN or seit is None or seit > am:
        raise Conflict(
            "Go-live setzt voraus, dass die Verwaltung an diesem Tag angeschlossen ist. "
            "Bitte tragen Sie zuerst die Anbindung der Verwaltung ein."
        )


def require_note(feld: str, text: str) -> str:
    """A blocker or a proof: at most 1,000 characters; raises InvalidInput."""
    cleaned = text.replace("\r\n", "\n").strip()
    if len(cleaned) > MAX_NOTE or not cleaned.replace("\n", "").isprintable():
        raise InvalidInput("Der Text ist ungültig.", {feld: f"Bitte höchstens {MAX_NOTE} Zeichen."})
    return cleaned


def require_way(schritte: Iterable[tuple[Phase, date]], today: date) -> tuple[Phase | None, date | None]:
    """Walk a whole history through the table; returns where it ends. Raises as `require_step`."""
    phase: Phase | None = None
    seit: date | None = None
    for nach, am in schritte:
        require_step(phase, nach, seit=seit, am=am, today=today)
        phase, seit = nach, am
    return phase, seit


def service_days(schritte: Iterable[tuple[Phase, date]]) -> tuple[date | None, date | None]:
    """From when to when citizens can apply after a way: the last Go-live, and the day before ausgesetzt (included)."""
    von: date | None = None
    bis: date | None = None
    for phase, am in schritte:
        if phase is Phase.GOLIVE:
            von, bis = am, None
        elif phase is Phase.AUSGESETZT:
            bis = am - timedelta(days=1)
            von = von if von is not None and von <= bis else None
    return von, bis


def usual_way(
    golive: date, bis: Phase = Phase.GOLIVE, days: Mapping[Phase, int] = USUAL_DAYS
) -> list[tuple[Phase, date]]:
    """The way as it usually goes, ending with Go-live on that day; `bis` cuts it off earlier."""
    way = [(phase, golive - timedelta(days=ahead)) for phase, ahead in days.items()]
    return way[: list(days).index(bis) + 1]

"""What may be noted about a case, when it is due, and what a deadline rests on. Plain Python."""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ozgcloud.core.eingabe import example_day
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.vorgang.rules import Schritt, Status, require_text

MAX_ZEILE = 200
MAX_PUNKTE = 40
MAX_SCHLAGWORTE = 10
MAX_WORT = 40
MAX_JAHRE = 10


class Notizart(StrEnum):
    """What a note tells of; the value stands in the database, the words on the screen in `NOTIZARTEN`."""

    VERMERK = "vermerk"
    TELEFONAT = "telefonat"
    BESUCH = "besuch"
    ORTSTERMIN = "ortstermin"
    BERATUNG = "beratung"
    POST = "post"


NOTIZARTEN: dict[Notizart, str] = {
    Notizart.VERMERK: "Vermerk",
    Notizart.TELEFONAT: "Telefonat",
    Notizart.BESUCH: "Besuch",
    Notizart.ORTSTERMIN: "Ortstermin",
    Notizart.BERATUNG: "Beratung",
    Notizart.POST: "Post oder E-Mail",
}


class Wiederholung(StrEnum):
    """How often a Wiedervorlage comes again after it is done."""

    KEINE = ""
    WOECHENTLICH = "woechentlich"
    MONATLICH = "monatlich"
    VIERTELJAEHRLICH = "vierteljaehrlich"
    JAEHRLICH = "jaehrlich"


WIEDERHOLUNGEN: dict[Wiederholung, str] = {
    Wiederholung.KEINE: "einmal",
    Wiederholung.WOECHENTLICH: "jede Woche",
    Wiederholung.MONATLICH: "jeden Monat",
    Wiederholung.VIERTELJAEHRLICH: "alle drei Monate",
    Wiederholung.JAEHRLICH: "jedes Jahr",
}


class Einheit(StrEnum):
    """What a period is counted in."""

    TAGE = "tage"
    WOCHEN = "wochen"
    MONATE = "monate"


class Fristart(StrEnum):
    """Where a deadline comes from."""

    EIGEN = "eigen"
    GENEHMIGUNGSFIKTION = "genehmigungsfiktion"
    UNTAETIGKEIT = "untaetigkeit"
    ANHOERUNG = "anhoerung"
    UNTERLAGEN = "unterlagen"


@dataclass(frozen=True, slots=True)
class Fristregel:
    """One row of the table of deadlines: what the law says, how long it usually is, and what follows when it passes."""

    name: str
    rechtsgrundlage: str
    zahl: int
    einheit: Einheit
    folge: str


FRISTREGELN: dict[Fristart, Fristregel] = {
    Fristart.EIGEN: Fristregel("Eigene Frist", "Vorgabe der Verwaltung", 4, Einheit.WOCHEN, ""),
    Fristart.GENEHMIGUNGSFIKTION: Fristregel(
        "Genehmigungsfiktion",
        "§ 42a VwVfG (§ 111a LVwG SH)",
        3,
        Einheit.MONATE,
        "Danach gilt die Genehmigung als erteilt. Die Frist läuft ab Eingang der vollständigen Unterlagen und kann "
        "einmal angemessen verlängert werden.",
    ),
    Fristart.UNTAETIGKEIT: Fristregel(
        "Entscheidung ohne Untätigkeitsklage",
        "§ 75 Satz 2 VwGO",
        3,
        Einheit.MONATE,
        "Danach kann Untätigkeitsklage erhoben werden, wenn es keinen zureichenden Grund für die Verzögerung gibt.",
    ),
    Fristart.ANHOERUNG: Fristregel(
        "Anhörung",
        "§ 28 VwVfG (§ 87 LVwG SH)",
        2,
        Einheit.WOCHEN,
        "Danach darf auch ohne Äußerung entschieden werden.",
    ),
    Fristart.UNTERLAGEN: Fristregel(
        "Unterlagen nachreichen",
        "§ 26 Absatz 2 VwVfG (§ 84 LVwG SH)",
        2,
        Einheit.WOCHEN,
        "Danach wird nach Lage der Akten entschieden.",
    ),
}
"""Every kind of deadline. A Genehmigungsfiktion exists only where the law of the Leistung orders it (§ 42a (1) VwVfG):
no case gets it unless the template of its Leistung says so."""


class Abschlussgrund(StrEnum):
    """Why a case ended without a Bescheid."""

    OHNE_BESCHEID = "ohne-bescheid"
    ZURUECKGEZOGEN = "zurueckgezogen"
    DUBLETTE = "dublette"


GRUENDE: dict[Abschlussgrund, str] = {
    Abschlussgrund.OHNE_BESCHEID: "ohne Bescheid abgeschlossen",
    Abschlussgrund.ZURUECKGEZOGEN: "von der antragstellenden Person zurückgezogen",
    Abschlussgrund.DUBLETTE: "mit einem anderen Vorgang zusammengeführt",
}
SCHRITTE: dict[Abschlussgrund, Schritt] = {
    Abschlussgrund.OHNE_BESCHEID: Schritt.ABSCHLIESSEN,
    Abschlussgrund.ZURUECKGEZOGEN: Schritt.ZURUECKZIEHEN,
    Abschlussgrund.DUBLETTE: Schritt.ZUSAMMENFUEHREN,
}
PRIORITAETEN: dict[int, str] = {0: "normal", 1: "hoch", 2: "eilig"}


def add_period(beginn: date, zahl: int, einheit: Einheit) -> date:
    """The last day of a period that began on a day (§ 31 VwVfG with §§ 187 (1), 188 (2), (3) BGB).

    The day itself does not count; a month without that day ends with its last one. Whether the end falls on a
    weekend or holiday (§ 193 BGB) is not looked at: the earlier day is the safe one for the authority.
    """
    if einheit is not Einheit.MONATE:
        return beginn + timedelta(days=zahl * (7 if einheit is Einheit.WOCHEN else 1))
    months = beginn.year * 12 + beginn.month - 1 + zahl
    year, month = divmod(months, 12)
    return date(year, month + 1, min(beginn.day, calendar.monthrange(year, month + 1)[1]))


MONTHS = {Wiederholung.MONATLICH: 1, Wiederholung.VIERTELJAEHRLICH: 3, Wiederholung.JAEHRLICH: 12}


def next_due(faellig: date, wiederholung: Wiederholung, today: date) -> date | None:
    """When a Wiedervorlage comes again, always after today; None when it does not."""
    if wiederholung is Wiederholung.KEINE:
        return None
    step = 0
    following = faellig
    while following <= max(today, faellig):
        step += 1
        following = (
            add_period(faellig, step, Einheit.WOCHEN)
            if wiederholung is Wiederholung.WOECHENTLICH
            else add_period(faellig, step * MONTHS[wiederholung], Einheit.MONATE)
        )
    return following


def nearest(tage: Iterable[date | None]) -> date | None:
    """The earliest of some days, None when there is none."""
    return min((tag for tag in tage if tag is not None), default=None)


def require_line(text: str, feld: str, *, optional: bool = False) -> str:
    """One line of at most 200 characters; raises InvalidInput naming the field."""
    cleaned = " ".join(require_text(text, feld, optional=optional).split())
    if len(cleaned) > MAX_ZEILE:
        raise InvalidInput("Der Text ist zu lang.", {feld: f"Höchstens {MAX_ZEILE} Zeichen, es sind {len(cleaned)}."})
    return cleaned


def require_day(tag: date | None, feld: str, today: date, *, past: bool = False) -> date:
    """A day that somebody typed, from today on unless `past`, and within ten years; raises InvalidInput."""
    if tag is None:
        raise InvalidInput(
            "Das Datum fehlt.", {feld: f"Bitte geben Sie ein Datum ein, zum Beispiel {example_day(today)}."}
        )
    if tag < today and not past:
        raise InvalidInput("Das Datum ist vorbei.", {feld: "Bitte wählen Sie heute oder einen späteren Tag."})
    if abs(tag.year - today.year) > MAX_JAHRE:
        raise InvalidInput("Das Datum ist zu weit entfernt.", {feld: f"Höchstens {MAX_JAHRE} Jahre von heute."})
    return tag


def require_waiting(bis: date | None, grund: str, today: date, felder: tuple[str, str]) -> str:
    """Until when and why a case waits, both optional; `felder` are what the form calls them. Returns the reason.

    Without a day there is no Wiedervorlage the reason could stand at. Raises InvalidInput.
    """
    feld_bis, feld_grund = felder
    if bis is not None:
        require_day(bis, feld_bis, today)
    cleaned = require_line(grund, feld_grund, optional=True)
    if cleaned and bis is None:
        raise InvalidInput("Das Datum fehlt.", {feld_bis: "Nennen Sie auch einen Tag; dort steht der Grund."})
    return cleaned


def require_prioritaet(wert: int) -> int:
    """0, 1 or 2; raises InvalidInput."""
    if wert not in PRIORITAETEN:
        raise InvalidInput("Diese Priorität gibt es nicht.", {"prioritaet": "Bitte wählen Sie aus der Liste."})
    return wert


def read_schlagworte(text: str) -> tuple[str, ...]:
    """Words divided by commas or lines, each once, in order; raises InvalidInput for too many or too long ones."""
    words = dict.fromkeys(
        " ".join(part.split()) for part in re.split(r"[,;\n]", require_text(text, "w", optional=True))
    )
    found = tuple(word for word in words if word)
    if len(found) > MAX_SCHLAGWORTE or any(len(word) > MAX_WORT for word in found):
        raise InvalidInput(
            "So viele oder so lange Schlagworte gehen nicht.",
            {"schlagworte": f"Höchstens {MAX_SCHLAGWORTE} Schlagworte mit je höchstens {MAX_WORT} Zeichen."},
        )
    return found


def read_punkte(text: str) -> tuple[str, ...]:
    """One point of a Checkliste per line; raises InvalidInput."""
    found = tuple(require_line(line, "punkte") for line in text.splitlines() if line.strip())
    if len(found) > MAX_PUNKTE:
        raise InvalidInput("Die Checkliste ist zu lang.", {"punkte": f"Höchstens {MAX_PUNKTE} Punkte."})
    return found


AELTER = "aelter"
IST_AELTER = (
    "Der genannte Vorgang ist jünger. Geschlossen wird der jüngere, damit der frühere Eingang maßgeblich bleibt."
)


def require_later(dublette: datetime, fuehrend: datetime) -> None:
    """Of two cases the later one is closed, so that the first day of receipt counts; raises InvalidInput (`AELTER`)."""
    if dublette < fuehrend:
        raise InvalidInput("Dieser Vorgang ist der ältere.", {"fuehrend": IST_AELTER}, code=AELTER)


def require_leading(status: Status) -> None:
    """A case is merged into one that is worked on; raises InvalidInput."""
    if status not in (Status.NEU, Status.ANGENOMMEN, Status.IN_BEARBEITUNG, Status.BESCHIEDEN):
        satz = f"Der andere Vorgang hat den Status „{status.value}“. Zusammenführen geht nur mit einem offenen."
        raise InvalidInput("Der andere Vorgang ist nicht offen.", {"fuehrend": satz})


def ends_undecided(status: Status, schritt: Schritt) -> bool:
    """Whether the step closes a case nobody has decided: the applicant is told why, so it asks for a reason."""
    return schritt is Schritt.ABSCHLIESSEN and status is Status.IN_BEARBEITUNG


def require_undecided(status: Status) -> None:
    """What was decided ends with its Bescheid, not with one of the endings without; raises Conflict."""
    if status is Status.BESCHIEDEN:
        raise Conflict(
            "Über diesen Vorgang ist schon entschieden. Ist der Bescheid bereitgestellt, schließen Sie ihn mit "
            "„Abschließen“; sonst öffnen Sie ihn zuerst mit „Wiedereröffnen“."
        )


def require_undoable(bis: datetime | None, now: datetime) -> None:
    """An ending may be taken back while it is held; raises Conflict with what else can be done."""
    if bis is None or now >= bis:
        raise Conflict(
            "Die Zeit zum Rückgängigmachen ist vorbei, die antragstellende Person weiß Bescheid. "
            "Sie können den Vorgang wiedereröffnen."
        )


def progress(erledigt: Sequence[bool]) -> str:
    """How far a Checkliste is, in words."""
    return f"{sum(erledigt)} von {len(erledigt)} erledigt"

"""The states of a Vorgang, who may take which step, and the numbers a case gets. Plain Python.

The status names are those caseworkers know from the model system; the table below is the whole state machine.
"""

import re
import secrets
from dataclasses import dataclass
from enum import StrEnum

from ozgcloud.core.actor import Rolle
from ozgcloud.core.errors import Conflict, InvalidInput


class Status(StrEnum):
    """Where a Vorgang stands; the value is the word on the screen."""

    NEU = "Neu"
    ANGENOMMEN = "Angenommen"
    IN_BEARBEITUNG = "In Bearbeitung"
    BESCHIEDEN = "Beschieden"
    ABGESCHLOSSEN = "Abgeschlossen"
    VERWORFEN = "Verworfen"
    WEITERGELEITET = "Weitergeleitet"
    ZU_LOESCHEN = "Zu löschen"


class Schritt(StrEnum):
    """A step a person takes; the value stands in URLs and in the journal."""

    ANNEHMEN = "annehmen"
    VERWERFEN = "verwerfen"
    WEITERLEITEN = "weiterleiten"
    ZURUECKHOLEN = "zurueckholen"
    BEARBEITEN = "bearbeiten"
    ZURUECKSTELLEN = "zurueckstellen"
    BESCHEIDEN = "bescheiden"
    ABSCHLIESSEN = "abschliessen"
    WIEDEREROEFFNEN = "wiedereroeffnen"
    ZUM_LOESCHEN_MARKIEREN = "zum-loeschen-markieren"
    LOESCHMARKIERUNG_AUFHEBEN = "loeschmarkierung-aufheben"
    ZURUECKZIEHEN = "zurueckziehen"
    ZUSAMMENFUEHREN = "zusammenfuehren"


class Ergebnis(StrEnum):
    """What was decided."""

    BEWILLIGT = "bewilligt"
    ABGELEHNT = "abgelehnt"


USER, POSTSTELLE, LOESCHEN = Rolle.USER, Rolle.POSTSTELLE, Rolle.LOESCHEN
READERS = frozenset({USER, LOESCHEN, Rolle.ANSPRECHPARTNER})
"""Rollen that see cases of every status. The Einheitliche Ansprechpartner stands in no row of the status table and in
no action: he guides applicants and reads, nothing else (§ 71a VwVfG).
"""


@dataclass(frozen=True, slots=True)
class Uebergang:
    """One row of the status table."""

    von: Status
    schritt: Schritt
    nach: Status
    rollen: frozenset[Rolle]
    knopf: str


def _row(von: Status, schritt: Schritt, nach: Status, knopf: str, *rollen: Rolle) -> Uebergang:
    return Uebergang(von, schritt, nach, frozenset(rollen or (USER,)), knopf)


UEBERGAENGE: tuple[Uebergang, ...] = (
    _row(Status.NEU, Schritt.ANNEHMEN, Status.ANGENOMMEN, "Annehmen"),
    _row(Status.NEU, Schritt.VERWERFEN, Status.VERWORFEN, "Verwerfen", USER, POSTSTELLE),
    # Final: the case goes on elsewhere under its number. From later states, too, or a Klärungsfall that somebody has
    # accepted could not get away any more.
    _row(Status.NEU, Schritt.WEITERLEITEN, Status.WEITERGELEITET, "Abgeben", USER, POSTSTELLE),
    _row(Status.ANGENOMMEN, Schritt.WEITERLEITEN, Status.WEITERGELEITET, "Abgeben"),
    _row(Status.IN_BEARBEITUNG, Schritt.WEITERLEITEN, Status.WEITERGELEITET, "Abgeben"),
    _row(Status.VERWORFEN, Schritt.ZURUECKHOLEN, Status.NEU, "Zurückholen", USER, POSTSTELLE),
    _row(Status.ANGENOMMEN, Schritt.BEARBEITEN, Status.IN_BEARBEITUNG, "Bearbeiten"),
    _row(Status.IN_BEARBEITUNG, Schritt.ZURUECKSTELLEN, Status.ANGENOMMEN, "Zurückstellen"),
    _row(Status.IN_BEARBEITUNG, Schritt.BESCHEIDEN, Status.BESCHIEDEN, "Bescheiden"),
    _row(Status.IN_BEARBEITUNG, Schritt.ABSCHLIESSEN, Status.ABGESCHLOSSEN, "Ohne Bescheid abschließen"),
    _row(Status.BESCHIEDEN, Schritt.ABSCHLIESSEN, Status.ABGESCHLOSSEN, "Abschließen"),
    _row(Status.BESCHIEDEN, Schritt.WIEDEREROEFFNEN, Status.IN_BEARBEITUNG, "Wiedereröffnen"),
    _row(Status.ABGESCHLOSSEN, Schritt.WIEDEREROEFFNEN, Status.IN_BEARBEITUNG, "Wiedereröffnen"),
    _row(Status.ABGESCHLOSSEN, Schritt.ZUM_LOESCHEN_MARKIEREN, Status.ZU_LOESCHEN, "Zum Löschen markieren"),
    _row(Status.VERWORFEN, Schritt.ZUM_LOESCHEN_MARKIEREN, Status.ZU_LOESCHEN, "Zum Löschen markieren"),
    # Endings without a Bescheid before anything is decided; each needs more than a click.
    *(
        _row(status, schritt, Status.ABGESCHLOSSEN, knopf)
        for status in (Status.NEU, Status.ANGENOMMEN, Status.IN_BEARBEITUNG)
        for schritt, knopf in (
            (Schritt.ZURUECKZIEHEN, "Zurückgezogen"),
            (Schritt.ZUSAMMENFUEHREN, "Zusammenführen"),
        )
    ),
    # Back to where it was marked: Verworfen, if it had been discarded (`unmark_vorgang` looks it up).
    _row(
        Status.ZU_LOESCHEN,
        Schritt.LOESCHMARKIERUNG_AUFHEBEN,
        Status.ABGESCHLOSSEN,
        "Löschmarkierung aufheben",
        USER,
        LOESCHEN,
    ),
)
POSTSTELLE_SEES = frozenset({Status.NEU, Status.VERWORFEN, Status.WEITERGELEITET})


def reading_rolle(status: Status, rollen: frozenset[Rolle]) -> Rolle | None:
    """By which Rolle somebody sees a case of this status, the one that may do most; None when he does not."""
    order = (USER, POSTSTELLE, LOESCHEN, Rolle.ANSPRECHPARTNER)
    return next((rolle for rolle in order if rolle in rollen and may_read(status, frozenset({rolle}))), None)


def next_status(status: Status, schritt: Schritt) -> Status:
    """Where the step leads. Raises Conflict with what to do when the step is not possible from here."""
    for row in UEBERGAENGE:
        if row.von is status and row.schritt is schritt:
            return row.nach
    raise Conflict(
        f"Der Vorgang hat den Status „{status.value}“; dieser Schritt ist von dort nicht möglich. Was an ihm getan "
        "wurde und von wem, steht in seiner Historie."
    )


def possible_steps(status: Status, rollen: frozenset[Rolle]) -> tuple[Uebergang, ...]:
    """The steps somebody with these Rollen may take now; the screen offers nothing else."""
    return tuple(row for row in UEBERGAENGE if row.von is status and row.rollen & rollen)


def may_take(schritt: Schritt, status: Status, rollen: frozenset[Rolle]) -> bool:
    """Whether one of the Rollen allows the step from this status (true for impossible steps: they are a Conflict)."""
    rows = [row for row in UEBERGAENGE if row.schritt is schritt and row.von is status]
    return not rows or any(row.rollen & rollen for row in rows)


def may_read(status: Status, rollen: frozenset[Rolle]) -> bool:
    """The Poststelle distributes and therefore sees only what is new or discarded."""
    return bool(READERS & rollen) or (POSTSTELLE in rollen and status in POSTSTELLE_SEES)


GENANNT = "genannt"
ROUTED = frozenset({"eindeutig", "abgabe", GENANNT})
"""How a case came to an office: by a rule, handed over by another one, or because its sender named it."""


def is_klaerungsfall(ausgang: str) -> bool:
    """Whether no competent Stelle was found for a case; `ausgang` is that of its stored explanation."""
    return ausgang not in ROUTED


def require_klaerungsfall(ausgang: str) -> None:
    """Only for what could not be routed a rule is missing; raises Conflict."""
    if not is_klaerungsfall(ausgang):
        raise Conflict("Die Zuständigkeit für diesen Vorgang steht fest. Eine Regel fehlt nur bei Klärungsfällen.")


FORWARDED = (
    "Dieser Vorgang ist abgegeben und wird nicht mehr geändert. Die zuständige Verwaltung bearbeitet ihn unter "
    "derselben Vorgangsnummer."
)


def require_open(status: Status) -> None:
    """What was handed over stays as it was; raises Conflict."""
    if status is Status.WEITERGELEITET:
        raise Conflict(FORWARDED, code="abgegeben")


CHANGED = "Dieser Vorgang wurde inzwischen geändert. Ihre Eingabe ist noch nicht gespeichert."
VERALTET = "vorgang-veraltet"


def require_version(current: int, seen: int | None) -> None:
    """What somebody looked at is still so; raises Conflict with the code `VERALTET`. None asks for nothing."""
    if seen is not None and seen != current:
        raise Conflict(CHANGED, code=VERALTET)


MIN_BEGRUENDUNG = 10
MAX_TEXT = 20_000


def require_begruendung(ergebnis: Ergebnis, begruendung: str) -> str:
    """A refusal needs its reasons in writing (§ 39 (1) VwVfG, § 109 LVwG SH); returns the cleaned text.

    A favourable decision may go without (§ 39 (2) no. 1 VwVfG). Raises InvalidInput.
    """
    text = require_text(begruendung, "begruendung", optional=True)
    if ergebnis is Ergebnis.ABGELEHNT and len(text) < MIN_BEGRUENDUNG:
        raise InvalidInput(
            "Eine Ablehnung braucht eine Begründung (§ 39 VwVfG).",
            {"begruendung": "Nennen Sie die tragenden Gründe, mindestens einen Satz."},
        )
    return text


def require_text(text: str, feld: str, *, optional: bool = False) -> str:
    """A free text of at most 20,000 characters without control characters; raises InvalidInput naming the field."""
    cleaned = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text.replace("\r\n", "\n")).strip()
    if not cleaned and not optional:
        raise InvalidInput("Bitte schreiben Sie einen Text.", {feld: "Dieses Feld darf nicht leer sein."})
    if len(cleaned) > MAX_TEXT:
        raise InvalidInput(
            "Der Text ist zu lang.",
            {feld: f"Höchstens {MAX_TEXT} Zeichen, es sind {len(cleaned)}. Bitte kürzen Sie den Text."},
        )
    return cleaned


ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = (4, 4, 3)


def new_vorgangsnummer() -> str:
    """Random, readable, with check character, never gapless: `OZG-7KXM-2QRT-9BCD` (30^11 numbers)."""
    number, body = secrets.randbelow(len(ALPHABET) ** sum(GROUPS)), ""
    for _ in range(sum(GROUPS)):
        number, rest = divmod(number, len(ALPHABET))
        body += ALPHABET[rest]
    return _dashed(body + check_character(body))


def _dashed(body: str) -> str:
    return f"OZG-{body[:4]}-{body[4:8]}-{body[8:]}"


def check_character(body: str) -> str:
    """Luhn mod 30 over the alphabet: finds every single wrong character and most swaps of neighbours."""
    total, factor = 0, 2
    for character in reversed(body):
        product = factor * ALPHABET.index(character)
        total += product // len(ALPHABET) + product % len(ALPHABET)
        factor = 3 - factor
    return ALPHABET[-total % len(ALPHABET)]


def read_vorgangsnummer(text: str) -> str:
    """Normalise what somebody typed; raises InvalidInput when it cannot be a Vorgangsnummer."""
    body = re.sub(r"[^0-9A-Z]", "", text.upper()).removeprefix("OZG")
    if len(body) != sum(GROUPS) + 1 or any(c not in ALPHABET for c in body) or check_character(body[:-1]) != body[-1]:
        raise InvalidInput(
            "Diese Vorgangsnummer gibt es nicht.",
            {"vorgangsnummer": "Bitte prüfen Sie die Nummer. Sie sieht so aus: OZG-7KXM-2QRT-9BCD."},
        )
    return _dashed(body)

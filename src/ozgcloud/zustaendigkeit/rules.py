"""Who is competent: a pure function over the dated rules of a Land. Plain Python.

Order: date → longest Leistung prefix → longest ARS prefix. Exactly one rule left is an answer; several or none is a
Klärungsfall for the Clearing-Mandant, never silently the first.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from ozgcloud.core.errors import InvalidInput

ARS_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule as the resolution sees it; `id` and `version` are stored with every result."""

    id: UUID
    version: int
    leistung_praefix: str
    ars_praefix: str
    mandant_id: int
    organisationseinheit_id: UUID | None
    stelle: str
    gueltig_von: date
    gueltig_bis: date | None


class Ausgang(StrEnum):
    """How a resolution ended."""

    EINDEUTIG = "eindeutig"
    MEHRERE = "mehrere"
    KEINE = "keine"


@dataclass(frozen=True, slots=True)
class Befund:
    """The result with its explanation: the rule that won, and why each other rule that looked at this did not."""

    ausgang: Ausgang
    regel: Regel | None
    verworfen: tuple[tuple[Regel, str], ...]


def require_ars(ars: str) -> str:
    """A Regionalschlüssel of 12 digits; raises InvalidInput."""
    if len(ars) != ARS_LENGTH or not ars.isascii() or not ars.isdigit():
        raise InvalidInput("Dieser Ort ist unbekannt.", {"ort": "Bitte wählen Sie einen Ort aus der Liste."})
    return ars


def resolve(regeln: list[Regel], *, leistung: str, ars: str, tag: date) -> Befund:
    """Apply date, then the most specific Leistung, then the most specific place."""
    rejected: list[tuple[Regel, str]] = []
    left: list[Regel] = []
    for regel in regeln:
        reason = _mismatch(regel, leistung, ars, tag)
        if reason:
            rejected.append((regel, reason))
        else:
            left.append(regel)
    for attribute, reason in (
        ("leistung_praefix", "Eine Regel nennt die Leistung genauer."),
        ("ars_praefix", "Eine Regel nennt den Ort genauer."),
    ):
        best = max((len(getattr(regel, attribute)) for regel in left), default=0)
        rejected += [(regel, reason) for regel in left if len(getattr(regel, attribute)) < best]
        left = [regel for regel in left if len(getattr(regel, attribute)) == best]
    if len(left) == 1:
        return Befund(Ausgang.EINDEUTIG, left[0], tuple(rejected))
    rejected += [(regel, "Mehrere Regeln passen gleich gut.") for regel in left]
    return Befund(Ausgang.MEHRERE if left else Ausgang.KEINE, None, tuple(rejected))


def _mismatch(regel: Regel, leistung: str, ars: str, tag: date) -> str:
    if tag < regel.gueltig_von:
        return "Die Regel gilt noch nicht."
    if regel.gueltig_bis is not None and tag > regel.gueltig_bis:
        return "Die Regel gilt nicht mehr."
    if not leistung.startswith(regel.leistung_praefix):
        return "Die Regel gilt für eine andere Leistung."
    if not ars.startswith(regel.ars_praefix):
        return "Die Regel gilt für einen anderen Ort."
    return ""

"""What is true of a Leistung: its key, its time, whose words win, how likely people ask for it. Plain Python."""

import re
from dataclasses import dataclass

from ozgcloud.core.errors import InvalidInput

KEY = re.compile(r"99\d{12}")
EBENEN = ("LO", "LOV", "LOVD")
WEB_ADDRESS = re.compile(r"\s*\[https?://[^\]]*\]?")
LIST_END = re.compile(r"(?<=\))\s*,\s*")
USUAL, SELDOM = 1.0, 0.4
DETAIL, OBJECT, FEDERAL, KNOWN_TITLE, PROFESSIONAL = 0.6, 0.8, 0.85, 0.25, 0.9
VERRICHTUNG = re.compile(r"\d{3}")
# Verrichtungen (digits 9–11 of the key) that people ask an office for …
ASKED_FOR = frozenset(
    VERRICHTUNG.findall(
        "001 005 006 007 012 014 016 017 019 020 034 036 037 050 051 056 058 070 071 072 080 104 123 148 149 169"
    )
)
# … and those that are an office's own business or a mere look.
INWARD = frozenset(
    VERRICHTUNG.findall("013 015 023 044 052 054 055 062 088 089 109 110 126 128 131 151 157 163 181 215 220 224")
)
PROFESSIONAL_FIELDS = frozenset({"Unternehmensführung & -entwicklung", "Forschung & Förderung", "Arbeit & Ruhestand"})


def require_schluessel(text: str) -> str:
    """A LeiKa key, 14 digits that begin with 99, blanks between allowed; raises InvalidInput."""
    schluessel = re.sub(r"\s", "", text)
    if not KEY.fullmatch(schluessel):
        raise InvalidInput(f"„{text}“ ist kein Leistungsschlüssel. Nötig sind 14 Ziffern, die mit 99 beginnen.")
    return schluessel


def require_ebene(text: str) -> str:
    """LO, LOV, LOVD, or empty when the file does not say; raises InvalidInput."""
    if text and text not in EBENEN:
        raise InvalidInput(f"„{text}“ ist keine Ebene. Möglich sind LO, LOV und LOVD.")
    return text


def own_or_new(eigen: str, bisher: str, neu: str) -> str:
    """Whose words win: what differs from the catalogue's former words was written here and stays."""
    return neu if not eigen or eigen == bisher else eigen


def readable_law(text: str) -> str:
    """Laws as the catalogue lists them, without web addresses, one paragraph each."""
    without = WEB_ADDRESS.sub("", text)
    return "\n\n".join(part for law in LIST_END.split(without) if (part := law.strip(" ,;")))


@dataclass(frozen=True, slots=True)
class Einordnung:
    """What the prior of a Leistung depends on."""

    schluessel: str
    ebene: str
    typisierung: str
    themenfeld: str
    hat_titel: bool


def rang(leistung: Einordnung) -> float:
    """How likely people ask for it, 0–1: acts before looks, the object itself before details, commune before Bund."""
    verrichtung = leistung.schluessel[8:11]
    value = USUAL if verrichtung in ASKED_FOR else SELDOM if verrichtung in INWARD else OBJECT
    if leistung.ebene == "LOVD":
        value *= DETAIL
    if leistung.typisierung == "1":
        value *= FEDERAL
    if leistung.themenfeld in PROFESSIONAL_FIELDS:
        value *= PROFESSIONAL
    return round(min(1.0, value * (1 - KNOWN_TITLE) + KNOWN_TITLE * leistung.hat_titel), 3)

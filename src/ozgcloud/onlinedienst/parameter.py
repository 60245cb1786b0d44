"""What a central Online-Dienst leaves to each Mandant: typed parameters, their values, and texts that name them.

A parameter is declared once by the Online-Dienst and filled in by each Mandant, so nobody copies a service to change
a fee. Texts name a value as `{name}`; a name nobody declared is refused at publication, other braces stay as they
are. Plain Python.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ozgcloud.core.eingabe import read_day
from ozgcloud.core.errors import InvalidInput

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")
AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")
MAX_TEXT = 500
MAX_PARAMETERS = 40


class Art(StrEnum):
    """How a value is typed in and written out."""

    TEXT = "text"
    BETRAG = "betrag"
    DATUM = "datum"
    ZAHL = "zahl"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared parameter; `vorgabe` is a canonical value or empty, `pflicht` must be filled before Go-live."""

    name: str
    label: str
    art: Art = Art.TEXT
    vorgabe: str = ""
    pflicht: bool = False


def read_declaration(stored: Iterable[Mapping[str, Any]]) -> tuple[Parameter, ...]:
    """The parameters as stored at the Online-Dienst."""
    return tuple(Parameter(p["name"], p["label"], Art(p["art"]), p["vorgabe"], p["pflicht"]) for p in stored)


def as_json(parameter: Sequence[Parameter]) -> list[dict[str, Any]]:
    """The stored form of a declaration."""
    return [
        {"name": p.name, "label": p.label, "art": p.art.value, "vorgabe": p.vorgabe, "pflicht": p.pflicht}
        for p in parameter
    ]


def require_declaration(parameter: Sequence[Parameter], *, ueberall: bool) -> None:
    """Names are words, once each; defaults fit their kind. Offered everywhere, a required one needs a default.

    Raises InvalidInput.
    """
    names = [p.name for p in parameter]
    if len(names) > MAX_PARAMETERS or len(set(names)) < len(names) or not all(NAME.fullmatch(n) for n in names):
        raise _refused("Namen bestehen aus Kleinbuchstaben, Ziffern und Unterstrichen und kommen nur einmal vor.")
    for p in parameter:
        if p.vorgabe and canonical(p, p.vorgabe) != p.vorgabe:
            raise _refused(f"Die Vorgabe von „{p.label}“ passt nicht zu ihrer Art.")
        if ueberall and p.pflicht and not p.vorgabe:
            raise _refused(f"„{p.label}“ braucht eine Vorgabe, weil der Online-Dienst überall angeboten wird.")


def _refused(satz: str) -> InvalidInput:
    return InvalidInput("Die Parameter sind ungültig.", {"parameter": satz})


def canonical(parameter: Parameter, text: str) -> str:
    """A value as stored: amounts 12.50, dates 2027-03-01, numbers without leading zeros. Raises InvalidInput."""
    value = " ".join(text.split())
    if not value:
        return ""
    match parameter.art:
        case Art.BETRAG:
            found = AMOUNT.fullmatch(value.removesuffix("€").removesuffix("Euro").strip().replace("\u00a0", ""))
            if found is None:
                raise _wrong(parameter, "Bitte geben Sie einen Betrag an, zum Beispiel 12,50.")
            return str(Decimal(f"{found[1]}.{found[2] or 0}").quantize(Decimal("0.01")))
        case Art.DATUM:
            if (day := read_day(value)) is None:
                raise _wrong(parameter, "Bitte geben Sie ein Datum an, zum Beispiel 1.3.2027.")
            return day.isoformat()
        case Art.ZAHL:
            if not (value.isascii() and value.isdigit() and len(value) <= 9):
                raise _wrong(parameter, "Bitte geben Sie eine ganze Zahl an.")
            return str(int(value))
        case _:
            if len(value) > MAX_TEXT or not value.isprintable():
                raise _wrong(parameter, f"Bitte höchstens {MAX_TEXT} Zeichen in einer Zeile angeben.")
            return value


def _wrong(parameter: Parameter, satz: str) -> InvalidInput:
    return InvalidInput(f"„{parameter.label}“ ist ungültig.", {f"parameter_{parameter.name}": satz})


def shown(parameter: Parameter, value: str) -> str:
    """A canonical value as it reads in a German text."""
    match parameter.art if value else Art.TEXT:
        case Art.BETRAG:
            return f"{Decimal(value):,.2f} Euro".translate(str.maketrans(",.", ".,"))
        case Art.DATUM:
            day = date.fromisoformat(value)
            return f"{day.day}.{day.month}.{day.year}"
        case _:
            return value


def shown_values(parameter: Iterable[Parameter], values: Mapping[str, str]) -> dict[str, str]:
    """Name → text for every declared parameter: the Mandant's value, else the default, else empty."""
    return {p.name: shown(p, values.get(p.name) or p.vorgabe) for p in parameter}


def missing(parameter: Iterable[Parameter], values: Mapping[str, str]) -> list[Parameter]:
    """Required parameters without value and default: they stop Go-live."""
    return [p for p in parameter if p.pflicht and not (values.get(p.name) or p.vorgabe)]


def clean_values(parameter: Sequence[Parameter], typed: Mapping[str, str]) -> dict[str, str]:
    """What a Mandant typed, canonical and without empty ones; raises one InvalidInput with every error."""
    found: dict[str, str] = {}
    fehler: dict[str, str] = {}
    for p in parameter:
        try:
            value = canonical(p, typed.get(p.name, ""))
        except InvalidInput as error:
            fehler |= error.fehler
        else:
            found[p.name] = value
    if fehler:
        raise InvalidInput("Bitte prüfen Sie die Angaben der Verwaltung.", fehler)
    return {name: value for name, value in found.items() if value}


def placeholders(text: str) -> set[str]:
    """The names a text asks for."""
    return set(PLACEHOLDER.findall(text))


def require_placeholders(texte: Mapping[str, Any], parameter: Iterable[Parameter]) -> None:
    """Every `{name}` in the texts of the Bescheid is declared; raises InvalidInput naming the text."""
    declared = {p.name for p in parameter}
    fehler: dict[str, str] = {}
    for feld, inhalt in texte.items():
        unknown = set().union(*(placeholders(t) for t in _texts(inhalt))) - declared
        if unknown:
            fehler[feld] = f"Diese Platzhalter sind nicht vereinbart: {', '.join(sorted(unknown))}."
    if fehler:
        raise InvalidInput("Ein Text nennt einen Platzhalter, den es nicht gibt.", fehler)


def _texts(inhalt: Any) -> list[str]:
    return [t for t in (inhalt if isinstance(inhalt, list) else [inhalt]) if isinstance(t, str)]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its values; braces around anything else stay."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)

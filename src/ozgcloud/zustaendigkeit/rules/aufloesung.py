"""Who is competent: a pure function over the dated rules of a Land. Plain Python.

Order: date → Ebene → longest Leistung prefix → longest ARS prefix, which is Gemeinde, then Amt, Kreis, Land. Exactly
one rule left is an answer; several or none is a Klärungsfall for the Clearing-Mandant, never silently the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from ozgcloud.core.eingabe import covers
from ozgcloud.core.errors import InvalidInput

ARS_LENGTH = 12
LEISTUNG_LENGTH = 14
MAX_REJECTED = 20
"""How many alternatives an explanation keeps; how many more there were is counted."""


class Ebene(StrEnum):
    """Which kind of Verwaltung executes a Leistung."""

    GEMEINDE = "gemeinde"
    KREIS = "kreis"
    LAND = "land"
    KAMMER = "kammer"


EBENEN = {
    Ebene.GEMEINDE: "Gemeinde oder Amt",
    Ebene.KREIS: "Kreis oder kreisfreie Stadt",
    Ebene.LAND: "Landesbehörde",
    Ebene.KAMMER: "Kammer",
}


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule as the resolution sees it; `id` and `version` are stored with every result. Empty `ebene`: any kind."""

    id: UUID
    version: int
    leistung_praefix: str
    ars_praefix: str
    mandant_id: int
    organisationseinheit_id: UUID | None
    stelle: str
    gueltig_von: date
    gueltig_bis: date | None
    ebene: str = ""


@dataclass(frozen=True, slots=True)
class Vollzug:
    """Which Ebene executes the Leistungen below a prefix, in the places below another one, from when to when."""

    id: UUID
    leistung_praefix: str
    ars_praefix: str
    ebene: str
    gueltig_von: date
    gueltig_bis: date | None


class Ausgang(StrEnum):
    """How a resolution ended."""

    EINDEUTIG = "eindeutig"
    MEHRERE = "mehrere"
    KEINE = "keine"
    OHNE_EBENE = "ohne-ebene"
    EBENE_UNKLAR = "ebene-unklar"
    ORT_UNKLAR = "ort-unklar"


SAETZE = {
    Ausgang.MEHRERE: "Mehrere Stellen kommen gleich gut in Frage. Die Clearingstelle entscheidet.",
    Ausgang.KEINE: "Für diese Leistung an diesem Ort ist keine Stelle eingetragen. Die Clearingstelle entscheidet.",
    Ausgang.OHNE_EBENE: "Für diese Leistung ist nicht eingetragen, ob Gemeinde, Kreis, Land oder Kammer sie vollzieht. "
    "Die Clearingstelle entscheidet.",
    Ausgang.EBENE_UNKLAR: "Für diese Leistung sind widersprüchliche Vollzugsebenen eingetragen. Die Clearingstelle "
    "entscheidet.",
    Ausgang.ORT_UNKLAR: "Der Ort, auf den es ankommt, steht nicht eindeutig fest. Die Clearingstelle entscheidet.",
}
"""Why nobody was found, as caseworkers and citizens read it."""

TOO_EARLY_OR_LATE, OTHER_KIND, LEISTUNG_LESS, ORT_LESS, TIE = 1, 2, 3, 4, 5
"""How far a rule came before it was rejected."""


@dataclass(frozen=True, slots=True)
class Befund:
    """The result with its explanation: the rule that won, and why each other rule that looked at this did not.

    `vollzug` is the entry the Ebene was taken from. `verworfen` begins with what came closest.
    """

    ausgang: Ausgang
    regel: Regel | None
    verworfen: tuple[tuple[Regel, str], ...]
    vollzug: Vollzug | None = None


def require_ars(ars: str) -> str:
    """A Regionalschlüssel of 12 digits; raises InvalidInput."""
    if len(ars) != ARS_LENGTH or not ars.isascii() or not ars.isdigit():
        raise InvalidInput("Dieser Ort ist unbekannt.", {"ort": "Bitte wählen Sie einen Ort aus der Liste."})
    return ars


def prefixes(key: str) -> list[str]:
    """Every beginning of a key, the empty one first: what a rule that fits can be stored under."""
    return [key[:end] for end in range(len(key) + 1)]


def resolve(regeln: Sequence[Regel], *, leistung: str, ars: str, tag: date, vollzug: Sequence[Vollzug] = ()) -> Befund:
    """Apply date and Ebene, then the most specific Leistung, then the most specific place, whatever the order."""
    ebenen = executing(vollzug, leistung=leistung, ars=ars, tag=tag)
    entry = ebenen[0] if len({one.ebene for one in ebenen}) == 1 else None
    rejected: list[tuple[int, Regel, str]] = []
    left: list[Regel] = []
    for regel in regeln:
        mismatch = _mismatch(regel, leistung, ars, tag) or _wrong_ebene(regel, leistung, entry)
        if mismatch:
            rejected.append((mismatch[0], regel, mismatch[1]))
        else:
            left.append(regel)
    for stage, attribute, reason in (
        (LEISTUNG_LESS, "leistung_praefix", "Eine Regel nennt die Leistung genauer."),
        (ORT_LESS, "ars_praefix", "Eine Regel nennt den Ort genauer."),
    ):
        best = max((len(getattr(regel, attribute)) for regel in left), default=0)
        rejected += [(stage, regel, reason) for regel in left if len(getattr(regel, attribute)) < best]
        left = [regel for regel in left if len(getattr(regel, attribute)) == best]
    if len(left) == 1:
        return Befund(Ausgang.EINDEUTIG, left[0], _sorted(rejected), entry)
    if left:
        rejected += [(TIE, regel, "Mehrere Regeln passen gleich gut.") for regel in left]
        return Befund(Ausgang.MEHRERE, None, _sorted(rejected), entry)
    return Befund(_why_nobody(rejected, ebenen, entry), None, _sorted(rejected), entry)


def executing(vollzug: Sequence[Vollzug], *, leistung: str, ars: str, tag: date) -> list[Vollzug]:
    """The entries that say which Ebene executes a Leistung: valid, most specific Leistung, then place; all equals."""
    valid = [
        one
        for one in vollzug
        if covers(one.gueltig_von, one.gueltig_bis, tag)
        and leistung.startswith(one.leistung_praefix)
        and ars.startswith(one.ars_praefix)
    ]
    best = max(((len(one.leistung_praefix), len(one.ars_praefix)) for one in valid), default=(0, 0))
    equal = [one for one in valid if (len(one.leistung_praefix), len(one.ars_praefix)) == best]
    return sorted(equal, key=lambda one: str(one.id))


def _why_nobody(rejected: list[tuple[int, Regel, str]], ebenen: list[Vollzug], entry: Vollzug | None) -> Ausgang:
    """A missing Vollzugsebene is the reason only where it kept a rule away."""
    if entry is None and any(stage == OTHER_KIND for stage, _, _ in rejected):
        return Ausgang.EBENE_UNKLAR if ebenen else Ausgang.OHNE_EBENE
    return Ausgang.KEINE


def _sorted(rejected: list[tuple[int, Regel, str]]) -> tuple[tuple[Regel, str], ...]:
    """Closest first: what was rejected last, then by how specific it was; ids make the order the same each time."""

    def distance(row: tuple[int, Regel, str]) -> tuple[int, int, int, str]:
        stage, regel, _ = row
        return -stage, -len(regel.leistung_praefix), -len(regel.ars_praefix), str(regel.id)

    return tuple((regel, reason) for _, regel, reason in sorted(rejected, key=distance))


def _mismatch(regel: Regel, leistung: str, ars: str, tag: date) -> tuple[int, str] | None:
    if tag < regel.gueltig_von:
        return TOO_EARLY_OR_LATE, "Die Regel gilt noch nicht."
    if regel.gueltig_bis is not None and tag > regel.gueltig_bis:
        return TOO_EARLY_OR_LATE, "Die Regel gilt nicht mehr."
    if not leistung.startswith(regel.leistung_praefix):
        return 0, "Die Regel gilt für eine andere Leistung."
    if not ars.startswith(regel.ars_praefix):
        return 0, "Die Regel gilt für einen anderen Ort."
    return None


def _wrong_ebene(regel: Regel, leistung: str, entry: Vollzug | None) -> tuple[int, str] | None:
    """A rule of a kind counts where that kind executes; where nobody has said who does, where it names the Leistung."""
    if not regel.ebene:
        return None
    if entry is not None:
        if regel.ebene == entry.ebene:
            return None
        name = EBENEN[Ebene(regel.ebene)]
        return OTHER_KIND, f"Die Regel gilt für die Ebene „{name}“, die Leistung vollzieht eine andere."
    if regel.leistung_praefix == leistung:
        return None
    return (
        OTHER_KIND,
        "Für die Leistung ist keine Vollzugsebene eingetragen, und die Regel nennt die Leistung nicht selbst.",
    )

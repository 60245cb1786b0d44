"""What a rule must look like, and what may become of a proposal for one. Plain Python."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from ozgcloud.core.eingabe import require_all
from ozgcloud.core.errors import InvalidInput
from ozgcloud.zustaendigkeit.rules.aufloesung import ARS_LENGTH, LEISTUNG_LENGTH, Ebene, Regel

ARS_LENGTHS = (0, 2, 3, 5, 9, ARS_LENGTH)
"""All of Germany, Land, Regierungsbezirk, Kreis, Amt or Verband, Gemeinde."""

MAX_QUELLE = 500
DIGITS = re.compile(r"[0-9]*")


class Vorschlagsart(StrEnum):
    """What an operator proposes."""

    NEU = "neu"
    AENDERN = "aendern"
    BEENDEN = "beenden"


class VorschlagStatus(StrEnum):
    """What became of a proposal."""

    OFFEN = "offen"
    UEBERNOMMEN = "uebernommen"
    VERWORFEN = "verworfen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regelangaben:
    """What a rule says. `quelle` names the law or decision it rests on, `stelle` the office as people read it."""

    leistung_praefix: str
    ars_praefix: str
    ebene: str
    mandant_id: int
    organisationseinheit_id: UUID | None
    stelle: str
    gueltig_von: date
    gueltig_bis: date | None
    quelle: str = ""
    uebung: bool = False

    def as_regel(self, regel_id: UUID, version: int) -> Regel:
        """The rule as the resolution sees it."""
        return Regel(
            regel_id,
            version,
            self.leistung_praefix,
            self.ars_praefix,
            self.mandant_id,
            self.organisationseinheit_id,
            self.stelle,
            self.gueltig_von,
            self.gueltig_bis,
            self.ebene,
        )


def require_leistung_praefix(text: str) -> str:
    """The beginning of a Leistungsschlüssel, at most 14 digits; empty means every Leistung. Raises InvalidInput."""
    if len(text) > LEISTUNG_LENGTH or not DIGITS.fullmatch(text):
        raise InvalidInput(
            "Der Leistungsschlüssel ist ungültig.",
            {"leistung_praefix": "Bitte höchstens 14 Ziffern angeben, zum Beispiel 99090023276000 oder nur 99090."},
        )
    return text


def require_ars_praefix(text: str) -> str:
    """The beginning of a Regionalschlüssel that names an area: 0, 2, 3, 5, 9 or 12 digits. Raises InvalidInput."""
    if len(text) not in ARS_LENGTHS or not DIGITS.fullmatch(text):
        raise InvalidInput(
            "Der Regionalschlüssel ist ungültig.",
            {
                "ars_praefix": "Bitte 12 Ziffern für eine Gemeinde, 9 für ein Amt, 5 für einen Kreis oder 2 für ein "
                "Land angeben."
            },
        )
    return text


def require_ebene(text: str, *, optional: bool = True) -> str:
    """An Ebene, or empty for any; raises InvalidInput."""
    if text in set(Ebene) or (optional and not text):
        return text
    raise InvalidInput(
        "Die Vollzugsebene ist ungültig.", {"ebene": f"Bitte eine von diesen angeben: {', '.join(Ebene)}."}
    )


def require_period(von: date, bis: date | None) -> None:
    """No end before the beginning; raises InvalidInput."""
    if bis is not None and bis < von:
        raise InvalidInput(
            "Das Ende liegt vor dem Beginn.", {"gueltig_bis": "Das Ende darf nicht vor dem Beginn liegen."}
        )


def require_quelle(text: str) -> str:
    """Law or decision, at most 500 characters on one line; raises InvalidInput."""
    if len(text) > MAX_QUELLE or not text.isprintable():
        raise InvalidInput("Die Quelle ist ungültig.", {"quelle": f"Bitte höchstens {MAX_QUELLE} Zeichen angeben."})
    return text


def require_angaben(angaben: Regelangaben) -> None:
    """Everything about a rule that needs no look at the records; raises InvalidInput with every error."""
    require_all(
        lambda: require_leistung_praefix(angaben.leistung_praefix),
        lambda: require_ars_praefix(angaben.ars_praefix),
        lambda: require_ebene(angaben.ebene),
        lambda: require_period(angaben.gueltig_von, angaben.gueltig_bis),
        lambda: require_quelle(angaben.quelle),
    )


def overlaps(von: date, bis: date | None, andere_von: date, andere_bis: date | None) -> bool:
    """Whether two periods share a day; no end means for ever."""
    return (bis is None or andere_von <= bis) and (andere_bis is None or von <= andere_bis)


def rivals(angaben: Regelangaben, regeln: Sequence[Regel]) -> list[Regel]:
    """Rules that would be just as specific at the same time for the same kind, so that nobody could choose.

    `regeln` have the same two prefixes. A rule without Ebene stands beside every Ebene.
    """
    return [
        regel
        for regel in regeln
        if (not regel.ebene or not angaben.ebene or regel.ebene == angaben.ebene)
        and overlaps(angaben.gueltig_von, angaben.gueltig_bis, regel.gueltig_von, regel.gueltig_bis)
    ]

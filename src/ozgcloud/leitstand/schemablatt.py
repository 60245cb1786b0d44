"""A Datenschema as its page shows it: counts, outline, and what a person must still look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ozgcloud.datenschema.offene_punkte import OffenerPunkt, Punktart
from ozgcloud.datenschema.queries import current_offene_punkte, get_datenschema, get_schema
from ozgcloud.onlinedienst.queries import list_onlinedienste

ARTEN: dict[Punktart, tuple[str, str]] = {
    Punktart.CODELISTE: (
        "Fehlende Codelisten",
        "Diese Felder sind gesperrt, bis die Codeliste da ist. Laden Sie sie unter „Codelisten“ hoch.",
    ),
    Punktart.CODELISTE_FASSUNG: (
        "Codelisten in anderer Fassung",
        "Die Felder lassen sich ausfüllen. Prüfen Sie, ob die gespeicherte Fassung passt.",
    ),
    Punktart.REGEL: (
        "Regeln in freiem Text",
        "Das Programm prüft diese Regeln nicht. Die Sachbearbeitung muss sie kennen und von Hand prüfen.",
    ),
    Punktart.MUSTER: (
        "Muster, die nicht geprüft werden",
        "Eingaben in diese Felder werden ohne das Muster angenommen.",
    ),
    Punktart.VORBEFUELLUNG: (
        "Felder, die niemand ausfüllen kann",
        "Sie sind verborgen oder gesperrt und haben keinen festen Inhalt. Sie bleiben leer.",
    ),
    Punktart.DATENTYP: ("Besondere Datentypen", "Sehen Sie sich an, wie das Formular diese Felder zeigt."),
    Punktart.FELDART: ("Besondere Feldarten", "Sehen Sie sich an, wie das Formular diese Felder zeigt."),
}
"""Kinds of open points in the order of the page: heading, and what to do."""

OFFEN_BIS = 8


@dataclass(frozen=True, slots=True)
class Gruppe:
    """The open points of one kind; few are shown at once, many fold away."""

    titel: str
    was_tun: str
    punkte: tuple[OffenerPunkt, ...]

    @property
    def ist_offen(self) -> bool:
        """Whether the list is short enough to stand open."""
        return len(self.punkte) <= OFFEN_BIS


def load_blatt(datenschema_id: UUID) -> dict[str, Any]:
    """The template context of a Datenschema's page. Raises NotFound."""
    satz, schema = get_datenschema(datenschema_id), get_schema(datenschema_id)
    punkte = current_offene_punkte(datenschema_id)
    return {
        "satz": satz,
        "schema": schema,
        "gruppen": group_points(punkte),
        "anzahl_punkte": len(punkte),
        "dienste": [dienst for dienst in list_onlinedienste() if dienst.datenschema_id == datenschema_id],
        "nav": "schemata",
    }


def group_points(punkte: Iterable[OffenerPunkt]) -> list[Gruppe]:
    """By kind, the most pressing first; empty kinds are left out."""
    found = {art: tuple(punkt for punkt in punkte if punkt.art is art) for art in ARTEN}
    return [Gruppe(*ARTEN[art], group) for art, group in found.items() if group]

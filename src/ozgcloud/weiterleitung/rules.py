"""What of a case travels to another Verwaltung, as plain values. Plain Python."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from ozgcloud.core.errors import Conflict
from ozgcloud.zuarbeit.rules import Dateikopie

MITGENOMMEN = (
    "der Antrag, wie er eingegangen ist, mit Vorgangsnummer, Eingangstag und Dateien",
    "die Nachrichten zwischen Verwaltung und antragstellender Person",
    "Notizen, Nachforderungen und beantwortete Zuarbeiten mit ihren Dateien, als Vorgeschichte",
    "der Verlauf bis heute, ohne die Namen der Mitarbeitenden",
)
"""What the other office gets, in words."""
ZURUECKGELASSEN = (
    "die Namen der Mitarbeitenden und das Protokoll der Lesezugriffe",
    "Zuweisungen, Wiedervorlagen, Fristen und Schlagworte: Die neue Stelle setzt ihre eigenen",
    "Entwürfe von Bescheiden",
    "offene Nachforderungen: Sie reisen als Text mit, die neue Stelle fordert bei Bedarf neu an",
)
"""What stays here, in words."""


class Zeilenart(StrEnum):
    """What a line of the Vorgeschichte is."""

    EREIGNIS = "ereignis"
    NOTIZ = "notiz"
    NACHFORDERUNG = "nachforderung"
    ZUARBEIT = "zuarbeit"


@dataclass(frozen=True, slots=True)
class Vorzeile:
    """One line: when, at which Verwaltung, who (a kind of actor, never a name), and what."""

    art: Zeilenart
    zeit: datetime
    verwaltung: str
    wer: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Station:
    """Where the case was before, and since when it was there."""

    mandant_id: int
    vorgang_id: UUID
    verwaltung: str
    seit: datetime


@dataclass(frozen=True, slots=True)
class Gepaeck:
    """Everything that travels beside the Antrag and the messages, oldest first."""

    zeilen: tuple[Vorzeile, ...] = ()
    stationen: tuple[Station, ...] = ()
    dateien: tuple[Dateikopie, ...] = field(default=(), repr=False)


def file_id_there(abgabe_id: UUID, datei_id: UUID) -> UUID:
    """The id of a travelling file's copy: the same for every try."""
    return uuid5(abgabe_id, f"gepaeck|{datei_id}")


def require_no_open_zuarbeit(anzahl: int) -> None:
    """An answer would find nobody any more; raises Conflict."""
    if anzahl:
        raise Conflict(
            "Zu diesem Vorgang ist noch eine Zuarbeit offen. Warten Sie die Antwort ab oder ziehen Sie die Zuarbeit "
            "zurück, dann lässt er sich weiterleiten.",
            code="zuarbeit-offen",
        )

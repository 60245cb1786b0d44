"""The parts of a case page: where each begins, and where old addresses lead."""

from enum import StrEnum
from uuid import UUID

from django.urls import reverse


class Teil(StrEnum):
    """The parts of a case page from top to bottom; the value is the anchor, and the end of the address it once had."""

    ANTRAG = "antrag"
    FRISTEN = "fristen"
    DATEIEN = "dateien"
    NACHFORDERUNG = "nachforderung"
    NACHRICHTEN = "nachrichten"
    ZUARBEIT = "zuarbeit"
    NOTIZEN = "notizen"
    BESCHEID = "bescheid"
    UEBERGABEN = "uebergaben"
    HISTORIE = "historie"


TITEL = {
    Teil.ANTRAG: "Antrag",
    Teil.FRISTEN: "Fristen und Checkliste",
    Teil.DATEIEN: "Dateien",
    Teil.NACHFORDERUNG: "Nachforderung",
    Teil.NACHRICHTEN: "Nachrichten",
    Teil.ZUARBEIT: "Zuarbeit",
    Teil.NOTIZEN: "Notizen",
    Teil.BESCHEID: "Bescheid",
    Teil.UEBERGABEN: "Übergaben",
    Teil.HISTORIE: "Historie",
}


def address(vorgang_id: UUID, teil: Teil = Teil.ANTRAG, *, query: str = "") -> str:
    """Where a part of a case page is; the first one is the page itself."""
    anchor = "" if teil is Teil.ANTRAG else f"#{teil.value}"
    return f"{reverse('amt:antrag', args=(vorgang_id,))}{f'?{query}' if query else ''}{anchor}"

"""Which events of the journal others learn of, under which name, and what of them; and the form it takes outside.

Names are stable: a consumer may rely on them. CloudEvents 1.0 (structured JSON) is the form. Neither Vorgangsnummer nor
Ergebnis is told: the number is what citizens identify themselves with, and a decision is known when the Bescheid is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

SPECVERSION = "1.0"
CONTENT_TYPE = "application/cloudevents+json"
BATCH_CONTENT_TYPE = "application/cloudevents-batch+json"
PREFIX = "de.ozg-cloud."


class Art(StrEnum):
    """What others learn of; the value is the name outside without its common beginning."""

    EINGEGANGEN = "vorgang.eingegangen"
    UEBERNOMMEN = "vorgang.uebernommen"
    ABGEGEBEN = "vorgang.abgegeben"
    STATUS = "vorgang.status"
    NACHRICHT = "vorgang.nachricht"
    BESCHEID = "vorgang.bescheid"
    ABGESCHLOSSEN = "vorgang.abgeschlossen"
    PROBE = "abonnement.probe"

    @property
    def typ(self) -> str:
        """Value of the CloudEvents attribute `type`."""
        return PREFIX + self.value


BEDEUTUNG: dict[Art, str] = {
    Art.EINGEGANGEN: "Ein Antrag ist eingegangen und wurde zum Vorgang.",
    Art.UEBERNOMMEN: "Eine andere Verwaltung hat einen abgegebenen Vorgang übernommen.",
    Art.ABGEGEBEN: "Der Vorgang wurde an die zuständige Verwaltung abgegeben.",
    Art.STATUS: "Der Bearbeitungsstand hat sich geändert.",
    Art.NACHRICHT: "Es gibt eine neue Nachricht zum Vorgang.",
    Art.BESCHEID: "Ein Bescheid wurde zugestellt.",
    Art.ABGESCHLOSSEN: "Der Vorgang ist abgeschlossen.",
    Art.PROBE: "Probe-Ereignis, um den Empfang zu prüfen.",
}

JOURNAL: dict[str, Art] = {
    "VorgangOpened": Art.EINGEGANGEN,
    "VorgangTakenOver": Art.UEBERNOMMEN,
    "VorgangForwarded": Art.ABGEGEBEN,
    "VorgangMoved": Art.STATUS,
    "VorgangDecided": Art.STATUS,
    "NachrichtSent": Art.NACHRICHT,
    "NachrichtReceived": Art.NACHRICHT,
    "BescheidDelivered": Art.BESCHEID,
    "VorgangClosed": Art.ABGESCHLOSSEN,
    "EndingTold": Art.ABGESCHLOSSEN,
}
BESTELLBAR: tuple[Art, ...] = tuple(art for art in Art if art is not Art.PROBE)


def extract(journal_typ: str, daten: Mapping[str, Any]) -> dict[str, str]:
    """What of a journal event is told besides its ids of case, Mandant and Leistung: the few fields named here."""
    match journal_typ:
        case "VorgangMoved":
            return {"vorher": daten["von"], "status": daten["nach"]}
        case "VorgangDecided":
            return {"status": "Beschieden"}
        case "VorgangClosed" | "EndingTold":
            return {"status": "Abgeschlossen"}
        case "VorgangOpened":
            return {"status": "Neu"}
        case "VorgangTakenOver":
            return {"status": "Neu", "vonVorgangId": daten["von_vorgang_id"]}
        case "VorgangForwarded":
            return {"status": "Weitergeleitet", "zielVorgangId": daten["ziel_vorgang_id"]}
        case "NachrichtSent":
            return {"nachrichtId": daten["nachricht_id"], "richtung": "ausgehend"}
        case "NachrichtReceived":
            return {"nachrichtId": daten["nachricht_id"], "richtung": "eingehend"}
        case "BescheidDelivered":
            return {"bescheidId": daten["bescheid_id"]}
    return {}


@dataclass(frozen=True, slots=True)
class Meldung:
    """One event for others: its place in the list, and what is told. `leistung` is the 14-digit key."""

    nummer: int
    ereignis_id: UUID
    art: Art
    zeit: datetime
    mandant_id: int
    vorgang_id: UUID
    leistung: str
    daten: Mapping[str, str]


def cloud_event(meldung: Meldung, *, quelle: str, zeiger: str) -> dict[str, Any]:
    """CloudEvents 1.0 in JSON; `quelle` is the public address of the installation, `zeiger` the cursor behind it."""
    return {
        "specversion": SPECVERSION,
        "id": str(meldung.ereignis_id),
        "source": f"{quelle.rstrip('/')}/mandanten/{meldung.mandant_id}",
        "type": meldung.art.typ,
        "subject": str(meldung.vorgang_id),
        "time": meldung.zeit.isoformat(),
        "datacontenttype": "application/json",
        "zeiger": zeiger,
        "data": {
            "vorgangId": str(meldung.vorgang_id),
            "mandantId": meldung.mandant_id,
            "leistung": meldung.leistung,
            **meldung.daten,
        },
    }


def read_arten(typen: list[str]) -> tuple[Art, ...]:
    """Event types by their full name, each once, in the order of the table; raises ValueError for an unknown one."""
    known = {art.typ: art for art in BESTELLBAR}
    wrong = [typ for typ in typen if typ not in known]
    if wrong:
        raise ValueError(wrong[0][:100])
    return tuple(art for art in BESTELLBAR if art.typ in typen)

"""The history of a case in plain German, and its correspondence as a document. Plain Python."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from ozgcloud.bearbeitung.saetze import ENDEN, PRIORITAETEN
from ozgcloud.bearbeitung.saetze import SAETZE as BEARBEITUNG
from ozgcloud.core.actor import ActorKind
from ozgcloud.core.clock import BERLIN
from ozgcloud.veraktung.port import Aktendokument, Antragsteller

AKTEURE = {
    ActorKind.BUERGER: "Antragstellende Person",
    ActorKind.SYSTEM: "System",
    ActorKind.OPERATOR: "Betrieb des Landes",
    ActorKind.MASCHINE: "Schnittstelle",
    ActorKind.PERSON: "Ehemalige Person",
}
ADDRESS_LINES = 3
TAGE = ("frist", "faellig_am", "ende")
ABSENDER = {"ausgang": "Behörde", "eingang": "Antragstellende Person"}
SENTENCES = {
    "VorgangOpened": "Der Antrag ist eingegangen.",
    "VorgangMoved": "Status geändert: {von} → {nach}.",
    "VorgangForwarded": "Der Vorgang wurde an die zuständige Stelle abgegeben.",
    "VorgangTakenOver": "Der Vorgang wurde von einer anderen Verwaltung übernommen.",
    "VorgangHandedOver": "Die zuständige Stelle hat den Vorgang übernommen.",
    "VorgangExported": "Ein Paket für einen Empfänger außerhalb wurde erstellt und heruntergeladen.",
    "VorgeschichteTaken": "Die Vorgeschichte der abgebenden Verwaltung liegt vor.",
    "RegelSuggested": "Beim Betrieb des Landes wurde eine Zuständigkeitsregel angeregt.",
    "QuarantaeneOpened": "Ein Prüfhinweis ist hinzugekommen: Der Vorgang muss angesehen werden.",
    "QuarantaeneRequested": "Die antragstellende Person wurde gebeten, Angaben oder Dateien zu ergänzen.",
    "QuarantaeneSettled": "Ein Prüfhinweis wurde erledigt.",
    "QuarantaeneReopened": "Ein Prüfhinweis ist wieder offen, weil der Vorgang zurückgeholt wurde.",
    "VorgangDecided": "Entschieden: {ergebnis}.",
    "VorgangClosed": "Der Vorgang wurde abgeschlossen.",
    "VorgangAssigned": "Die Zuweisung wurde geändert.",
    "VorgangRead": "Der Vorgang wurde geöffnet.",
    "DateiRead": "Eine Datei wurde heruntergeladen.",
    "NotizAdded": "Eine Notiz wurde geschrieben.",
    "BescheidDrafted": "Ein Bescheidentwurf wurde angelegt.",
    "BescheidEdited": "Der Bescheidentwurf wurde geändert.",
    "BescheidIssued": "Der Bescheid wurde erlassen; Bereitstellung nach {halten_minuten} Minuten.",
    "BescheidWithdrawn": "Der Bescheid wurde zurückgenommen, bevor er bereitgestellt war.",
    "BescheidDelivered": "Der Bescheid wurde bereitgestellt.",
    "NachforderungProposed": "Bei der Prüfung auf Vollständigkeit fehlte etwas; eine Nachforderung ist vorgeschlagen.",
    "NachforderungDrafted": "Eine Nachforderung wurde geschrieben, aber noch nicht gesendet.",
    "NachforderungSent": "Eine Nachforderung wurde gesendet; Frist bis {frist}.",
    "NachforderungChanged": "Die Nachforderung wurde geändert; Frist bis {frist}.",
    "NachforderungAnswered": "Die antragstellende Person hat auf die Nachforderung geantwortet; offen: {offen}.",
    "PostenAccepted": "Eine Antwort auf die Nachforderung wurde angenommen.",
    "PostenReturned": "Eine Antwort auf die Nachforderung wurde zurückgegeben.",
    "NachforderungReminded": "An die Nachforderung wurde erinnert; Frist bis {frist}.",
    "NachforderungExpired": "Die Frist der Nachforderung ist abgelaufen ({frist}).",
    "NachforderungConcluded": "Die Nachforderung ist erledigt.",
    "NachforderungWithdrawn": "Die Nachforderung wurde zurückgezogen oder nicht gesendet.",
    "NachrichtSent": "Eine Nachricht an die antragstellende Person wurde gesendet.",
    "NachrichtReceived": "Eine Nachricht der antragstellenden Person ist eingegangen.",
    "DokumentRetrieved": "Die antragstellende Person hat ein Dokument abgerufen.",
    "AkteDelivered": "Die Akte wurde an die e-Akte übergeben.",
    "ZuarbeitRequested": "Eine andere Stelle wurde um Zuarbeit gebeten.",
    "ZuarbeitDelivered": "Die andere Stelle hat die Bitte um Zuarbeit erhalten.",
    "BeitragSent": "Der um Zuarbeit gebetenen Stelle wurde geschrieben.",
    "BeitragReceived": "Die um Zuarbeit gebetene Stelle hat geschrieben.",
    "DeliveryRetried": "Eine fehlgeschlagene Übergabe wurde erneut angestoßen.",
    **BEARBEITUNG,
}


SCHRITTE = {
    "annehmen": "Der Vorgang wurde angenommen.",
    "verwerfen": "Der Vorgang wurde verworfen.",
    "zurueckholen": "Der Vorgang wurde zurückgeholt.",
    "bearbeiten": "Die Bearbeitung hat begonnen.",
    "zurueckstellen": "Der Vorgang wurde zurückgestellt.",
    "wiedereroeffnen": "Der Vorgang wurde wieder geöffnet.",
    "zum-loeschen-markieren": "Der Vorgang wurde zum Löschen markiert.",
    "loeschmarkierung-aufheben": "Die Löschmarkierung wurde aufgehoben.",
}


ZUARBEIT = {
    "rueckfrage": "Die um Zuarbeit gebetene Stelle hat zurückgefragt.",
    "antwort": "Die Zuarbeit ist beantwortet.",
    "ablehnung": "Die gebetene Stelle hat die Zuarbeit abgelehnt.",
    "ergaenzung": "Die Bitte um Zuarbeit wurde ergänzt.",
    "erinnerung": "An die Zuarbeit wurde erinnert.",
    "ruecknahme": "Die Bitte um Zuarbeit wurde zurückgezogen.",
}


def satz_fuer(typ: str, daten: Mapping[str, Any]) -> str:
    """One sentence for one event; every event type has its own (checked by a test)."""
    if typ == "VorgangMoved" and daten.get("schritt") in SCHRITTE:
        return SCHRITTE[daten["schritt"]]
    if typ in ("BeitragSent", "BeitragReceived") and daten.get("art") in ZUARBEIT:
        return ZUARBEIT[daten["art"]]
    if typ == "VorgangEnded" and daten.get("grund") in ENDEN:
        return ENDEN[daten["grund"]]
    if typ == "PrioritaetSet" and daten.get("prioritaet") in PRIORITAETEN:
        return PRIORITAETEN[daten["prioritaet"]]
    return SENTENCES[typ].format_map({**daten, **{name: _day(daten.get(name)) for name in TAGE}})


def _day(wert: object) -> str:
    """A deadline of the journal as people write it; empty for none."""
    return f"{date.fromisoformat(wert):%d.%m.%Y}" if isinstance(wert, str) and wert else ""


def kontakt_aus(name: str, anschrift: Sequence[str]) -> Antragsteller | None:
    """The applicant as contact of the file. Forms give the name as one line, so it stays one; None when unknown."""
    if not name:
        return None
    strasse, ort = (anschrift[-2], anschrift[-1]) if len(anschrift) >= ADDRESS_LINES else ("", "")
    postleitzahl, _, ortsname = ort.partition(" ")
    return Antragsteller(nachname=name, strasse=strasse, postleitzahl=postleitzahl, ort=ortsname)


def gesperrte_datei(datei_id: UUID, name: str, sha256: str) -> Aktendokument:
    """Takes the place of a file with malware: the file itself goes into no e-Akte. Same input, same bytes."""
    content = (
        f"Die Datei „{name}“ (SHA-256 {sha256}) gehört zu diesem Vorgang. In ihr wurde Schadsoftware gefunden; "
        "sie ist gesperrt und deshalb nicht Teil dieses Pakets.\n"
    ).encode()
    return Aktendokument(
        id=datei_id,
        titel=f"Gesperrte Datei: {name}",
        dateiname="Gesperrte Datei.txt",
        medientyp="text/plain",
        sha256=hashlib.sha256(content).hexdigest(),
        quelle=content,
        art="Anlage",
    )


def nachrichten_text(vorgang_id: UUID, lines: list[tuple[datetime, str, str, str]]) -> Aktendokument:
    """The correspondence as UTF-8 text, oldest first; times in Europe/Berlin. Same input, same bytes."""
    blocks = [
        f"{zeit.astimezone(BERLIN):%d.%m.%Y %H:%M} Uhr, {wer}\n{betreff}\n\n{text}\n"
        for zeit, wer, betreff, text in lines
    ]
    content = "\n----\n\n".join(blocks).encode()
    return Aktendokument(
        id=uuid5(vorgang_id, "nachrichten"),
        titel="Nachrichten",
        dateiname="Nachrichten.txt",
        medientyp="text/plain",
        sha256=hashlib.sha256(content).hexdigest(),
        quelle=content,
        art="Schriftwechsel",
    )

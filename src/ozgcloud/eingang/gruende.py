"""Reasons for the quarantine that files give after the intake: a sentence each, with what to do. Plain Python."""

from uuid import UUID

from ozgcloud.eingang.rules import Quarantaeneart, Quarantaenegrund


def schadsoftware(datei_id: UUID) -> Quarantaenegrund:
    """A file of the Antrag in which a scanner has found malware; what it is called stays out of the record."""
    return Quarantaenegrund(
        art=Quarantaeneart.SCHADSOFTWARE,
        grund="In einer Datei dieses Antrags wurde Schadsoftware gefunden. Sie ist gesperrt. "
        "Bitten Sie die antragstellende Person um eine neue Datei.",
        datei_id=datei_id,
    )


def unpruefbar(datei_id: UUID) -> Quarantaenegrund:
    """A file the scanner does not take because of its size; without a check nobody gets it."""
    return Quarantaenegrund(
        art=Quarantaeneart.UNGEPRUEFT,
        grund="Eine Datei dieses Antrags ist zu groß für die Prüfung auf Schadsoftware und bleibt deshalb gesperrt. "
        "Bitten Sie die antragstellende Person um eine kleinere Datei. Der technische Betrieb kann auch die Grenze "
        "des Virenscanners anheben; dann wird die Datei innerhalb einer Stunde von selbst geprüft.",
        datei_id=datei_id,
    )

"""The German sentences of this door: what a step did, how to take it back, what a delivery is called. No Django."""

from ozgcloud.core.scan import waits_for_scan
from ozgcloud.eingang.rules import Quarantaeneart
from ozgcloud.vorgang.rules import Schritt

ERFOLG: dict[Schritt, str] = {
    Schritt.ANNEHMEN: "Der Vorgang ist angenommen.",
    Schritt.VERWERFEN: "Der Vorgang ist verworfen.",
    Schritt.ZURUECKHOLEN: "Der Vorgang ist zurückgeholt und wieder neu.",
    Schritt.BEARBEITEN: "Der Vorgang ist in Bearbeitung.",
    Schritt.ZURUECKSTELLEN: "Der Vorgang ist zurückgestellt.",
    Schritt.ABSCHLIESSEN: "Der Vorgang ist abgeschlossen. Die Akte geht an die e-Akte.",
    Schritt.WIEDEREROEFFNEN: "Der Vorgang ist wieder in Bearbeitung.",
    Schritt.ZUM_LOESCHEN_MARKIEREN: "Der Vorgang ist zum Löschen markiert.",
    Schritt.LOESCHMARKIERUNG_AUFHEBEN: "Die Löschmarkierung ist aufgehoben.",
}
"""What happened, per step."""

ENTSCHIEDEN = "Die Entscheidung ist gespeichert. Der Entwurf des Bescheids wird angelegt."

NICHT_MOEGLICH = "Der Vorgang hat den Status „{status}“; dieser Schritt ist jetzt nicht möglich."

WARNUNG: dict[Schritt, str] = {
    Schritt.ZUM_LOESCHEN_MARKIEREN: (
        "Der Vorgang verschwindet aus der täglichen Arbeit und wird zum Löschen vorgemerkt. "
        "Solange er nicht endgültig gelöscht ist, können Sie die Markierung aufheben."
    ),
}
"""Steps that are asked about once more, and what they mean."""

RUECKGAENGIG: dict[Schritt, Schritt] = {
    Schritt.BEARBEITEN: Schritt.ZURUECKSTELLEN,
    Schritt.ZURUECKSTELLEN: Schritt.BEARBEITEN,
    Schritt.ZUM_LOESCHEN_MARKIEREN: Schritt.LOESCHMARKIERUNG_AUFHEBEN,
    Schritt.LOESCHMARKIERUNG_AUFHEBEN: Schritt.ZUM_LOESCHEN_MARKIEREN,
}
"""The step that takes another one back; the status table allows no other."""

ARTEN: dict[Quarantaeneart, str] = {
    Quarantaeneart.UNGEPRUEFT: "Datei ungeprüft",
    Quarantaeneart.SCHADSOFTWARE: "Schadsoftware",
    Quarantaeneart.UNGUELTIG: "Angaben ungültig",
    Quarantaeneart.DOPPELT: "doppelt",
    Quarantaeneart.UNZUSTELLBAR: "Zuständigkeit offen",
}
"""What must be looked at, in a word or two."""

MASSNAHMEN: dict[str, str] = {
    "uebernommen": "als geprüft übernommen",
    "verworfen": "mit dem Vorgang verworfen",
    "abgegeben": "mit dem Vorgang abgegeben",
    "geprueft": "geprüft, unauffällig",
    "geloescht": "Datei gelöscht",
    "abgeschlossen": "mit dem Vorgang abgeschlossen",
}
"""What became of it."""

PRUEFUNG: dict[str, str] = {
    "ungeprueft": "nicht auf Schadsoftware geprüft",
    "sauber": "auf Schadsoftware geprüft, unauffällig",
    "befund": "Schadsoftware gefunden, gesperrt",
    "eigen": "von Ihrer Verwaltung erstellt",
}
"""What is known about malware in a file."""

UEBERGABEN: dict[str, str] = {
    "publish_eingang": "Statusseite für die antragstellende Person anlegen",
    "index_vorgang": "Vorgang in die Suche aufnehmen",
    "release_dateien": "Hochgeladene Dateien endgültig ablegen",
    "scan_dateien": "Hochgeladene Dateien auf Schadsoftware prüfen",
    "publish_stand": "Neuen Stand auf der Statusseite zeigen",
    "propose_nachforderung": "Antrag auf Vollständigkeit prüfen",
    "publish_nachforderung": "Nachforderung auf der Statusseite zeigen",
    "publish_antwort": "Antwort auf die Nachforderung auf der Statusseite zeigen",
    "release_antworten": "Nachgereichte Dateien endgültig ablegen",
    "scan_antworten": "Nachgereichte Dateien auf Schadsoftware prüfen",
    "end_nachforderungen": "Offene Nachforderungen beenden",
    "draft_bescheid": "Entwurf des Bescheids anlegen",
    "prepare_bescheid": "Bescheid als PDF erstellen und bereitstellen",
    "release_bescheid": "Bescheid endgültig ablegen",
    "publish_bescheid": "Bescheid auf der Statusseite zeigen",
    "prepare_abgabe": "Vorgang an die zuständige Stelle übergeben",
    "release_vordateien": "Dateien der Vorgeschichte endgültig ablegen",
    "prepare_faelliges": "An alles erinnern, was nach der Übungsuhr fällig ist",
    "note_neuen_vorgang": "Per E-Mail sagen, dass ein neuer Vorgang da ist",
    "note_zuweisung": "Per E-Mail sagen, dass ein Vorgang zugewiesen wurde",
    "note_nachricht": "Per E-Mail sagen, dass eine Nachricht oder Antwort da ist",
    "note_zuarbeit": "Per E-Mail sagen, dass eine Bitte um Zuarbeit da ist",
    "prepare_zuarbeit": "Bitte um Zuarbeit der anderen Stelle übergeben",
    "prepare_beitrag": "Text zur Zuarbeit der anderen Stelle übergeben",
    "release_zuarbeit": "Dateien der Zuarbeit endgültig ablegen",
    "scan_zuarbeit": "Dateien der Zuarbeit auf Schadsoftware prüfen",
    "prepare_akte": "Akte an die e-Akte übergeben",
    "prepare_endakte": "Akte an die e-Akte übergeben",
    "prepare_mitteilung": "Der antragstellenden Person mitteilen, dass der Vorgang beendet ist",
    "release_notizdateien": "Dateien einer Notiz endgültig ablegen",
    "scan_notizdateien": "Dateien einer Notiz auf Schadsoftware prüfen",
    "prepare_uebernommenen": "Fristen und Checkliste der Leistung übernehmen",
    "run_stapel": "Stapel ausführen",
}
"""What each consequence of `flow.table` does, as people call it (a test compares both)."""


def pruefung(scan: str) -> str:
    """What is known about malware in a file; where a scanner is set up, one not checked yet is being checked."""
    return "wird auf Schadsoftware geprüft" if waits_for_scan(scan) else PRUEFUNG.get(scan, scan)


def uebergabe(schritt: str) -> str:
    """Name of a consequence; an unknown one keeps its technical name rather than hide."""
    return UEBERGABEN.get(schritt, schritt)

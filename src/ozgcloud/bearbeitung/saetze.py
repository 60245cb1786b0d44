"""What happened while a case was worked on, in sentences for its history; and what an applicant reads of an ending."""

from ozgcloud.bearbeitung.rules import Abschlussgrund

SAETZE: dict[str, str] = {
    "WiedervorlageSet": "Eine Wiedervorlage wurde angelegt (fällig am {faellig_am}).",
    "WiedervorlageDone": "Eine Wiedervorlage wurde erledigt.",
    "FristSet": "Eine Frist wurde eingetragen (Ende am {ende}).",
    "FristEnded": "Eine Frist wurde als erledigt vermerkt.",
    "PrioritaetSet": "Die Priorität wurde geändert.",
    "SchlagworteSet": "Die Schlagworte wurden geändert.",
    "VorgangPostponed": "Der Vorgang ruht bis auf Weiteres.",
    "VorgangPassedOn": "Der Vorgang wurde an eine andere Organisationseinheit der Verwaltung weitergegeben.",
    "VorgangEnded": "Der Vorgang wurde ohne Bescheid beendet.",
    "EndingUndone": "Das Beenden wurde rückgängig gemacht, bevor es jemand erfahren hat.",
    "EndingTold": "Der antragstellenden Person wurde mitgeteilt, dass der Vorgang beendet ist.",
    "VorgangJoined": "Ein doppelter Vorgang wurde mit diesem zusammengeführt.",
    "PunktAdded": "Die Checkliste wurde ergänzt.",
    "PunktTicked": "Ein Punkt der Checkliste wurde geändert.",
    "NotizTyped": "Eine Notiz hat eine Art oder Dateien bekommen.",
    "VorgangPrepared": "Fristen und Checkliste der Leistung wurden übernommen.",
    "LoeschungNoted": "Die Löschvormerkung wurde geändert.",
}
PRIORITAETEN = {
    0: "Die Priorität ist jetzt normal.",
    1: "Die Priorität ist jetzt hoch.",
    2: "Der Vorgang ist jetzt eilig.",
}
ENDEN: dict[str, str] = {
    Abschlussgrund.OHNE_BESCHEID.value: "Der Vorgang wurde ohne Bescheid abgeschlossen.",
    Abschlussgrund.ZURUECKGEZOGEN.value: "Der Antrag wurde zurückgezogen, der Vorgang ist abgeschlossen.",
    Abschlussgrund.DUBLETTE.value: "Der Vorgang wurde als Dublette mit einem anderen zusammengeführt.",
}
MITTEILUNG: dict[Abschlussgrund, tuple[str, str]] = {
    Abschlussgrund.OHNE_BESCHEID: (
        "Ihr Vorgang ist abgeschlossen",
        "wir haben Ihren Vorgang ohne Bescheid abgeschlossen.",
    ),
    Abschlussgrund.ZURUECKGEZOGEN: (
        "Ihr Antrag ist zurückgezogen",
        "Ihr Antrag ist zurückgezogen, wir bearbeiten ihn nicht weiter. Sie können jederzeit einen neuen stellen.",
    ),
    Abschlussgrund.DUBLETTE: (
        "Ihr Antrag ist doppelt eingegangen",
        "Ihr Antrag ist bei uns doppelt eingegangen. Wir bearbeiten ihn unter der Vorgangsnummer {nummer} weiter; "
        "dort erfahren Sie das Ergebnis. Was Sie hier geschickt haben, liegt uns vor.",
    ),
}
"""Subject and first sentence of the message that tells an applicant."""


def compose_mitteilung(grund: Abschlussgrund, begruendung: str, nummer: str) -> tuple[str, str]:
    """Subject and text for the applicant; `nummer` is the case a duplicate was merged into."""
    betreff, satz = MITTEILUNG[grund]
    return betreff, "\n\n".join(part for part in (satz.format(nummer=nummer), begruendung) if part)

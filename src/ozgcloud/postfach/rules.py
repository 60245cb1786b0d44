"""What the citizen reads about his case, in his words. Plain Python."""

from ozgcloud.vorgang.rules import Status

CITIZEN_STATUS = {
    Status.NEU: "Eingegangen",
    Status.ANGENOMMEN: "Angenommen",
    Status.IN_BEARBEITUNG: "In Bearbeitung",
    Status.BESCHIEDEN: "In Bearbeitung",
    Status.ABGESCHLOSSEN: "Abgeschlossen",
    Status.VERWORFEN: "Nicht weiter bearbeitet",
    Status.ZU_LOESCHEN: "Abgeschlossen",
}
EINGEGANGEN = "eingegangen"
BESCHEID_DA = "bescheid"
BESCHEID_LIEGT_VOR = "Bescheid liegt vor"
SENTENCES = {
    EINGEGANGEN: "Ihr Antrag ist eingegangen.",
    "Angenommen": "Die Behörde hat Ihren Antrag angenommen.",
    "In Bearbeitung": "Ihr Antrag wird bearbeitet.",
    BESCHEID_DA: "Ihr Bescheid ist da.",
    "Abgeschlossen": "Der Vorgang ist abgeschlossen.",
    "Nicht weiter bearbeitet": "Ihr Antrag wird nicht weiter bearbeitet. Bei Fragen schreiben Sie uns eine Nachricht.",
    "Eingegangen": "Ihr Antrag liegt der Behörde wieder vor.",
}


def citizen_status(status: Status) -> str:
    """What the authority's status means for the citizen; a decision shows only when the Bescheid is there."""
    return CITIZEN_STATUS[status]


def shown_status(status: str, last: str) -> str:
    """What stands at the top of the page; `last` is the newest timeline entry.

    A Bescheid that has arrived outweighs the work that led to it, although the authority still has to close the case.
    """
    return BESCHEID_LIEGT_VOR if last == BESCHEID_DA and status == CITIZEN_STATUS[Status.BESCHIEDEN] else status


def sentence(art: str) -> str:
    """The sentence of a timeline entry."""
    return SENTENCES.get(art, art)

"""What the citizen reads about his case, in his words. Plain Python."""

from ozgcloud.vorgang.rules import Status

CITIZEN_STATUS = {
    Status.NEU: "Eingegangen",
    Status.ANGENOMMEN: "Angenommen",
    Status.IN_BEARBEITUNG: "In Bearbeitung",
    Status.BESCHIEDEN: "In Bearbeitung",
    Status.ABGESCHLOSSEN: "Abgeschlossen",
    Status.VERWORFEN: "Nicht weiter bearbeitet",
    Status.WEITERGELEITET: "Wird weitergegeben",
    Status.ZU_LOESCHEN: "Abgeschlossen",
}
EINGEGANGEN = "eingegangen"
BESCHEID_DA = "bescheid"
UEBERNOMMEN = "uebernommen"
NACHGEFORDERT = "nachgefordert"
NACHGEREICHT = "nachgereicht"
NO_STATUS = frozenset({BESCHEID_DA, UEBERNOMMEN, NACHGEFORDERT, NACHGEREICHT})
"""Entries of the timeline that are no status of the case."""
BESCHEID_LIEGT_VOR = "Bescheid liegt vor"
SENTENCES = {
    EINGEGANGEN: "Ihr Antrag ist eingegangen.",
    "Angenommen": "Die Behörde hat Ihren Antrag angenommen.",
    "In Bearbeitung": "Ihr Antrag wird bearbeitet.",
    BESCHEID_DA: "Ihr Bescheid ist da.",
    NACHGEFORDERT: "Die Behörde braucht noch etwas von Ihnen.",
    NACHGEREICHT: "Ihre Antwort auf die Nachforderung ist angekommen.",
    UEBERNOMMEN: "Ihr Antrag ist jetzt bei der zuständigen Behörde.",
    "Wird weitergegeben": "Ihr Antrag wird an die zuständige Behörde weitergegeben.",
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


BETREFF_UEBERNAHME = "Ihr Antrag ist jetzt bei der zuständigen Behörde"
BETREFF_VERWORFEN = "Ihr Antrag wird nicht weiter bearbeitet"


def takeover_text(von: str, an: str, begruendung: str) -> str:
    """What the citizen reads when another office has his Antrag now."""
    return (
        f"{von} hat Ihren Antrag an {an} weitergegeben. Dort wird er jetzt bearbeitet. Sie müssen nichts tun: "
        "Vorgangsnummer, Zugangscode und der Tag des Eingangs bleiben, wie sie sind.\n\n"
        f"Begründung: {begruendung}"
    )


def sentence(art: str) -> str:
    """The sentence of a timeline entry."""
    return SENTENCES.get(art, art)

"""The form that makes an Online-Dienst of a Datenschema, from posted text to the values of the action."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ozgcloud.core.errors import InvalidInput
from ozgcloud.onlinedienst.actions.publish_onlinedienst import Angaben

LABELS = {
    "titel": "Titel",
    "kennung": "Kennung",
    "leistung": "Leistung",
    "haltezeit_minuten": "Haltezeit",
    "betreff": "Betreff",
    "tenor_bewilligt": "Entscheidungssatz bei Bewilligung",
    "tenor_abgelehnt": "Entscheidungssatz bei Ablehnung",
}
TEXTE = ("betreff", "tenor_bewilligt", "tenor_abgelehnt", "nebenbestimmungen", "gebuehr")
UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
MAX_KENNUNG = 60


def read_angaben(post: Mapping[str, str], datenschema_id: UUID) -> Angaben:
    """The values as typed; raises InvalidInput for a hold that is no number. All else is judged by the action."""
    bescheid: dict[str, Any] = {name: post.get(name, "").strip() for name in TEXTE}
    bescheid["rechtsgrundlagen"] = [
        line.strip() for line in post.get("rechtsgrundlagen", "").splitlines() if line.strip()
    ]
    return Angaben(
        kennung=post.get("kennung", "").strip(),
        leistung=post.get("leistung", "").strip(),
        datenschema_id=datenschema_id,
        titel=post.get("titel", ""),
        bescheid={name: wert for name, wert in bescheid.items() if wert},
        haltezeit_minuten=_minutes(post.get("haltezeit_minuten", "")),
        uebung=post.get("uebung") == "1",
    )


def _minutes(text: str) -> int:
    cleaned = text.strip()
    if not re.fullmatch(r"[0-9]{1,4}", cleaned):
        raise InvalidInput(
            "Die Haltezeit ist ungültig.", {"haltezeit_minuten": "Bitte eine ganze Zahl von 0 bis 1440 angeben."}
        )
    return int(cleaned)


def suggest(titel: str) -> dict[str, str]:
    """What the form says before anybody typed: a name for the address made of the title, and plain sentences."""
    kennung = re.sub(r"[^a-z0-9]+", "-", titel.lower().translate(UMLAUTE)).strip("-")[:MAX_KENNUNG].strip("-")
    return {
        "titel": titel,
        "kennung": kennung,
        "haltezeit_minuten": "10",
        "betreff": titel,
        "tenor_bewilligt": "Ihrem Antrag wird entsprochen.",
        "tenor_abgelehnt": "Ihr Antrag wird abgelehnt.",
    }

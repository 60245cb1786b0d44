"""The form that makes an Online-Dienst of a Datenschema, from posted text to the values of the action."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ozgcloud.onlinedienst.actions.publish_onlinedienst import Angaben
from ozgcloud.vorgang.rules import require_text

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
    """The values as typed, without control characters; the action judges them. Raises InvalidInput for a huge text."""
    bescheid: dict[str, Any] = {name: require_text(post.get(name, ""), name, optional=True) for name in TEXTE}
    lines = require_text(post.get("rechtsgrundlagen", ""), "rechtsgrundlagen", optional=True).splitlines()
    bescheid["rechtsgrundlagen"] = [line.strip() for line in lines if line.strip()]
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
    """What was typed as a number; -1, which the action refuses, for anything else."""
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text.strip()) else -1


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

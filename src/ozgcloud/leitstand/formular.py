"""The form that makes an Online-Dienst of a Datenschema, from posted text to the values of the action."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from ozgcloud.core.errors import InvalidInput
from ozgcloud.onlinedienst.actions.publish_onlinedienst import Angaben
from ozgcloud.onlinedienst.parameter import Art, Parameter, canonical
from ozgcloud.vorgang.rules import require_text

LABELS = {
    "titel": "Titel",
    "kennung": "Kennung",
    "leistung": "Leistung",
    "haltezeit_minuten": "Haltezeit",
    "betreff": "Betreff",
    "tenor_bewilligt": "Entscheidungssatz bei Bewilligung",
    "tenor_abgelehnt": "Entscheidungssatz bei Ablehnung",
    "nebenbestimmungen": "Nebenbestimmungen",
    "gebuehr": "Gebühr",
    "rechtsgrundlagen": "Rechtsgrundlagen",
    "parameter": "Angaben je Verwaltung",
}
TEXTE = ("betreff", "tenor_bewilligt", "tenor_abgelehnt", "nebenbestimmungen", "gebuehr")
UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
MAX_KENNUNG = 60
MAX_PFAD = 200


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
        anknuepfung_pfad=post.get("anknuepfung_pfad", "").strip()[:MAX_PFAD],
        ortsfrage=require_text(post.get("ortsfrage", ""), "ortsfrage", optional=True),
        ueberall=post.get("nur_wo_golive") != "1",
        parameter=tuple(read_parameter(post.get("parameter", ""))),
    )


def read_parameter(text: str) -> list[Parameter]:
    """One parameter a line: name; label; kind; default; `Pflicht`, the last three optional. Raises InvalidInput."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        parts = [part.strip() for part in line.split(";")]
        if parts == [""]:
            continue
        name, label, art, vorgabe, pflicht, *rest = [*parts, *[""] * (5 - len(parts))]
        arten = {kind.value for kind in Art}
        if rest or not label or (art or "text").lower() not in arten or pflicht.lower() not in ("", "pflicht"):
            raise InvalidInput(
                "Die Angaben je Verwaltung sind ungültig.",
                {"parameter": f"Zeile {number}: Bitte so schreiben: gebuehr; Gebühr; Betrag; 12,50; Pflicht"},
            )
        blank = Parameter(name, label, Art((art or "text").lower()), pflicht=bool(pflicht))
        found.append(replace(blank, vorgabe=_default(blank, vorgabe)))
    return found


def _default(parameter: Parameter, vorgabe: str) -> str:
    try:
        return canonical(parameter, vorgabe)
    except InvalidInput as error:
        raise InvalidInput(
            error.meldung, {"parameter": f"{parameter.label}: {next(iter(error.fehler.values()))}"}
        ) from None


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

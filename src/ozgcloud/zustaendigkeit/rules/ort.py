"""The place an Antrag is about: asked at the start, or named by a field of the form (Anknüpfungspunkt)."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ozgcloud.core.eingabe import AGS, ARS, PLZ

PLZ_DIGITS = 5
INDEX = re.compile(r"\[[0-9]{1,9}\]")


class Herkunft(StrEnum):
    """Where the place came from; `ersatz`: the form names none, so the place asked at the start counts."""

    START = "start"
    FELD = "feld"
    ERSATZ = "ersatz"


@dataclass(frozen=True, slots=True)
class Anknuepfung:
    """How the place was found: path of the field in the form, and `grund` when it could not be decided."""

    herkunft: Herkunft = Herkunft.START
    pfad: str = ""
    grund: str = ""

    def as_json(self) -> dict[str, str]:
        """For the stored explanation; the value of the field itself is not repeated there."""
        return {"herkunft": self.herkunft.value, "pfad": self.pfad, "grund": self.grund}


AM_START = Anknuepfung()


def named_places(werte: Mapping[str, Any], pfad: str) -> list[str]:
    """The different ARS, AGS or PLZ in the cleaned values of a field, in all instances of repeated groups, sorted.

    A list entry counts with its code. Anything else names no place and is left out.
    """
    found = (_key(wert) for adresse, wert in werte.items() if INDEX.sub("", adresse) == pfad)
    return sorted({key for key in found if key})


def _key(wert: object) -> str:
    if isinstance(wert, Mapping):
        wert = wert.get("code", "")
    if isinstance(wert, int) and not isinstance(wert, bool):
        wert = f"{wert:0{PLZ_DIGITS}d}"
    text = str(wert).replace(" ", "")
    return text if any(kind.fullmatch(text) for kind in (ARS, AGS, PLZ)) else ""


def ars_of_ags(ags: str) -> tuple[str, str]:
    """First five and last three digits of the ARS of a Gemeindeschlüssel; the Verband between is not in it."""
    return ags[:5], ags[5:]


def decide_place(gefunden: Collection[str], start: str) -> tuple[str, str]:
    """The one ARS among those a field can mean, and the reason when there is none.

    Of several the place asked at the start counts, when it is among them.
    """
    if len(gefunden) == 1:
        return next(iter(gefunden)), ""
    if start in gefunden:
        return start, ""
    if gefunden:
        return start, (
            f"Die Ortsangabe im Antrag passt auf {len(gefunden)} Gemeinden, und der am Anfang genannte Ort ist keine "
            "davon."
        )
    return start, "Der Ort, den der Antrag nennt, steht nicht im Verzeichnis der Gemeinden."


FRAGE = re.compile(
    r"Wo (?P<verb>\w+) (?P<wer>(?:der|die|das|ein|eine|Ihr|Ihre|Sie|es)(?: [\w-]+){0,3})\?", re.IGNORECASE
)
PARTIZIP = re.compile(r"\bge\w+(?:t|en)\?$", re.IGNORECASE)


def sentence_of(frage: str, ort: str) -> str:
    """Why a place counts, made of the question for it: "Wo steht der Baum?" → "weil der Baum in Preetz steht"."""
    match = FRAGE.fullmatch(frage.strip())
    if match and not PARTIZIP.search(frage.strip()):
        return f"weil {match['wer']} in {ort} {match['verb']}"
    if frage.strip():
        return f"weil Ihre Antwort auf die Frage „{frage.strip()}“ {ort} lautet"
    return f"weil Sie als Ort {ort} angegeben haben"

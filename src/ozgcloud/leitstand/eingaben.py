"""What was posted to the pages of the roll-out, as values; each reader raises InvalidInput at its field."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict

from ozgcloud.core import clock
from ozgcloud.core.eingabe import read_day
from ozgcloud.core.errors import InvalidInput, OzgError
from ozgcloud.rollout.rules import Anbindungsstand, Phase

LABELS = {
    "am": "Datum", "geplant_am": "Geplant für", "phase": "Phase", "stand": "Stand", "blocker": "Was im Weg steht",
    "nachweis": "Nachweis", "kurz": "Kurzname", "name": "Name", "art": "Art", "land": "Land",
    "ars": "Regionalschlüssel", "strasse": "Straße", "plz": "Postleitzahl", "ort": "Ort", "telefon": "Telefon",
    "email": "E-Mail",
    "einheiten": "Organisationseinheiten", "uebung_von": "Übung von", "kontakt": "Kontakt",
    "anfragen": "Anfragen je Minute", "befugnis": "Recht", "mandant": "Verwaltung", "leistung": "Leistung",
    "ab": "Noch einmal senden ab",
}  # fmt: skip


def read_date(post: Mapping[str, str], name: str, *, optional: bool = False) -> date | None:
    """A day as 21.11.2026 or 2026-11-21; empty gives today, or None where it may be left out."""
    text = post.get(name, "").strip()
    if not text:
        return None if optional else clock.today()
    day = read_day(text)
    if day is None:
        raise InvalidInput(
            "Das Datum ist ungültig.", {name: "Bitte geben Sie ein Datum an, das es gibt, zum Beispiel 21.11.2026."}
        )
    return day


def read_phase(post: Mapping[str, str], name: str = "phase") -> Phase:
    """A phase by its value."""
    try:
        return Phase(post.get(name, ""))
    except ValueError:
        raise InvalidInput("Es fehlt die Phase.", {name: "Bitte wählen Sie eine Phase aus."}) from None


def read_stand(post: Mapping[str, str]) -> Anbindungsstand:
    """A state of connection by its value."""
    try:
        return Anbindungsstand(post.get("stand", ""))
    except ValueError:
        raise InvalidInput("Es fehlt der Stand.", {"stand": "Bitte wählen Sie einen Stand aus."}) from None


def read_mandanten(data: QueryDict) -> list[int]:
    """The chosen Mandanten, once each; what is no number is left out."""
    return list(dict.fromkeys(int(text) for text in data.getlist("mandant") if text.isascii() and text.isdigit()))


def read_dienste(data: QueryDict) -> list[UUID]:
    """The chosen Online-Dienste, once each; what is no id is left out."""
    found: list[UUID] = []
    for text in data.getlist("dienst"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def refusal(error: OzgError | None, prefix: str = "id_") -> dict[str, Any]:
    """Context of a refused form: errors by field, and the summary that leads to them."""
    if error is None:
        return {}
    fehler = error.fehler if isinstance(error, InvalidInput) else {}
    links: Sequence[tuple[str, str]] = [
        (f"{prefix}{feld}", f"{LABELS[feld]}: {text}" if feld in LABELS else text) for feld, text in fehler.items()
    ]
    return {"fehler": fehler, "fehlerliste": links or [("", error.meldung)], "meldung": error.meldung}


def status_of(error: OzgError | None) -> int:
    """HTTP status of a page that shows this refusal."""
    return 200 if error is None else 422 if isinstance(error, InvalidInput) else 409

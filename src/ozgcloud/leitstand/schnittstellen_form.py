"""What was posted to the pages of machines, as values; each reader raises InvalidInput at its field."""

from collections.abc import Mapping
from datetime import datetime, time
from uuid import UUID

from ozgcloud.core.clock import BERLIN
from ozgcloud.core.eingabe import read_day
from ozgcloud.core.errors import InvalidInput
from ozgcloud.mandant.gebietsangaben import LAENDER
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe
from ozgcloud.schnittstelle.rules import MAX_ANFRAGEN, Befugnis, require_praefix

BEFUGNISSE: dict[Befugnis, str] = {
    Befugnis.EINREICHEN: "Anträge einreichen",
    Befugnis.LESEN: "Vorgänge lesen",
    Befugnis.SCHREIBEN: "Vorgänge bearbeiten",
    Befugnis.EREIGNISSE: "Ereignisse lesen",
}


def read_land(post: Mapping[str, str]) -> int | None:
    """The Land of a machine; empty for every Land."""
    text = post.get("land", "")
    if not text:
        return None
    if text not in {str(key) for key in LAENDER}:
        raise InvalidInput("Das Land ist unbekannt.", {"land": "Bitte wählen Sie ein Land aus."})
    return int(text)


def read_anfragen(post: Mapping[str, str]) -> int:
    """How many requests it may send in a minute."""
    text = post.get("anfragen", "").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_ANFRAGEN))):
        raise InvalidInput("Die Zahl der Anfragen fehlt.", {"anfragen": f"Bitte eine Zahl von 1 bis {MAX_ANFRAGEN}."})
    return int(text)


def read_angabe(post: Mapping[str, str]) -> Angabe:
    """One Freigabe: Befugnis, Verwaltung (empty: every one), beginning of the Leistung (empty: every one)."""
    try:
        befugnis = Befugnis(post.get("befugnis", ""))
    except ValueError:
        raise InvalidInput("Es fehlt das Recht.", {"befugnis": "Bitte wählen Sie ein Recht aus."}) from None
    text = post.get("mandant", "")
    if text and not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidInput("Die Verwaltung ist unbekannt.", {"mandant": "Bitte wählen Sie eine Verwaltung aus."})
    return Angabe(befugnis, int(text) if text else None, require_praefix(post.get("leistung", "").strip()))


def read_index(post: Mapping[str, str], name: str, length: int) -> int | None:
    """A place in a list; None when it was not sent. What stood there may be gone."""
    text = post.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and int(text[:9]) < length):
        raise InvalidInput("Diese Freigabe gibt es nicht mehr. Bitte laden Sie die Seite neu.")
    return int(text)


def read_cursor(get: Mapping[str, str]) -> tuple[str, UUID] | None:
    """The last machine of the page before; None for the first page, and for what nobody can read."""
    try:
        return get["name"][:200], UUID(get["id"])
    except (KeyError, ValueError):
        return None


def read_moment(post: Mapping[str, str]) -> datetime | None:
    """The beginning of a day (Europe/Berlin) from which events are sent once more; empty for none."""
    text = post.get("ab", "").strip()
    if not text:
        return None
    day = read_day(text)
    if day is None:
        raise InvalidInput(
            "Das Datum ist ungültig.", {"ab": "Bitte geben Sie ein Datum an, das es gibt, zum Beispiel 21.11.2026."}
        )
    return datetime.combine(day, time(), BERLIN)

"""How far a practice clock may go, and how many cases are made at once. Plain Python."""

from datetime import timedelta
from uuid import UUID, uuid5

from ozgcloud.core.actor import Rolle
from ozgcloud.core.errors import Conflict, InvalidInput

ROLLEN = (Rolle.USER, Rolle.POSTSTELLE, Rolle.LOESCHEN)
"""What everybody is in the twin: practising means trying everything."""
MAX_AUF_EINMAL = 20
MAX_VERSATZ = timedelta(days=3_653)
SPRUENGE = {"tag": timedelta(days=1), "woche": timedelta(days=7), "monat": timedelta(days=30)}
NO_TWIN = (
    "Für Ihre Verwaltung ist kein Übungsmandant eingerichtet. Bitte wenden Sie sich an den Betrieb, er legt ihn an."
)
NOT_HERE = "Das geht nur im Übungsmodus. Bitte wechseln Sie zuerst dorthin."


def person_there(person_id: UUID, twin_id: int) -> UUID:
    """The id of somebody's other self in the twin, always the same."""
    return uuid5(person_id, f"uebung|{twin_id}")


def require_anzahl(text: str) -> int:
    """How many cases to make: 1 to 20; raises InvalidInput."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MAX_AUF_EINMAL:
        return int(text)
    raise InvalidInput("Die Anzahl ist ungültig.", {"anzahl": f"Bitte eine Zahl von 1 bis {MAX_AUF_EINMAL} angeben."})


def next_versatz(versatz: timedelta, sprung: str) -> timedelta:
    """How far the clock is ahead after a jump (tag, woche, monat). It never goes back; emptying does.

    Raises InvalidInput, and Conflict ten years ahead.
    """
    if sprung not in SPRUENGE:
        raise InvalidInput("Diesen Sprung gibt es nicht.", {"sprung": "Bitte wählen Sie Tag, Woche oder Monat."})
    if versatz + SPRUENGE[sprung] > MAX_VERSATZ:
        raise Conflict(
            "Weiter als zehn Jahre geht die Übungsuhr nicht. Leeren Sie den Übungsmandanten, um neu zu beginnen."
        )
    return versatz + SPRUENGE[sprung]

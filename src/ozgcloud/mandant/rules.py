"""Who may give which Rollen, what a login looks like, and how long a practice login lives. Plain Python.

Rollen are given by the Fachadministration of the same Mandant, no further than its own reach, and by the house itself.
Nobody makes himself an operator of the Land.
"""

import re
from collections.abc import Collection
from datetime import datetime, timedelta

from ozgcloud.core.actor import Actor, ActorKind, Rolle, Rollenzuweisung
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput

MAX_NAME = 120
MAX_STUNDEN = 24
BENUTZERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,38})[a-z0-9]")
GRANTABLE = frozenset({Rolle.USER, Rolle.POSTSTELLE, Rolle.LOESCHEN, Rolle.FACHADMIN})


def require_may_create_person(actor: Actor, rollen: Collection[Rollenzuweisung]) -> None:
    """The house, or a Fachadministration that reaches everything it gives away.

    Raises Forbidden; InvalidInput for no Rolle at all or one that a Mandant cannot give.
    """
    if not rollen or any(zuweisung.rolle not in GRANTABLE for zuweisung in rollen):
        raise InvalidInput(
            "Diese Rollen können nicht vergeben werden.",
            {"rollen": "Bitte wählen Sie mindestens eine Rolle Ihrer Verwaltung aus."},
        )
    if actor.kind is ActorKind.SYSTEM:
        return
    reach = [zuweisung for zuweisung in actor.rollen if zuweisung.rolle is Rolle.FACHADMIN]
    if actor.kind is not ActorKind.PERSON or not all(_is_covered(zuweisung, reach) for zuweisung in rollen):
        raise Forbidden


def _is_covered(given: Rollenzuweisung, reach: Collection[Rollenzuweisung]) -> bool:
    """An open assignment (None: all) is covered by an open one only."""
    return any(
        own.organisationseinheit_id in (None, given.organisationseinheit_id)
        and own.leistung_schluessel in (None, given.leistung_schluessel)
        for own in reach
    )


def require_house(actor: Actor) -> None:
    """Only the house itself (a command on the machine), never a login; raises Forbidden."""
    if actor.kind is not ActorKind.SYSTEM:
        raise Forbidden


def require_benutzername(text: str) -> str:
    """A login name: 3 to 40 of a–z, 0–9, dot, hyphen, underscore, beginning and ending with a letter or digit.

    Raises InvalidInput.
    """
    if not BENUTZERNAME.fullmatch(text):
        raise InvalidInput(
            "Der Benutzername ist ungültig.",
            {
                "benutzername": "Bitte 3 bis 40 Zeichen verwenden: Kleinbuchstaben, Ziffern, Punkt, Bindestrich und "
                "Unterstrich, zum Beispiel „steueramt.meyer“."
            },
        )
    return text


def require_name(text: str) -> str:
    """A name of 1 to 120 characters on one line; raises InvalidInput."""
    cleaned = " ".join(text.split())
    if not cleaned or len(cleaned) > MAX_NAME or not cleaned.isprintable():
        raise InvalidInput(
            "Der Name ist ungültig.", {"name": f"Bitte geben Sie den Namen an, höchstens {MAX_NAME} Zeichen."}
        )
    return cleaned


def require_practice(uebung_von: int | None) -> None:
    """Short-lived logins open practice Mandanten only, never one with real cases; raises Conflict."""
    if uebung_von is None:
        raise Conflict(
            "Kurzlebige Zugänge gibt es nur für Übungsmandanten. Bitte nennen Sie den Übungsmandanten der Verwaltung."
        )


def valid_until(now: datetime, stunden: int) -> datetime:
    """When a practice login ends: 1 to 24 hours from now; raises InvalidInput."""
    if not 1 <= stunden <= MAX_STUNDEN:
        raise InvalidInput("Die Dauer ist ungültig.", {"stunden": f"Bitte 1 bis {MAX_STUNDEN} Stunden angeben."})
    return now + timedelta(hours=stunden)

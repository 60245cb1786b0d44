"""What a saved view may be. Plain Python."""

import re

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import Forbidden, InvalidInput

MAX_NAME = 60
MAX_ANSICHTEN = 30
"""Saved views of one person, and shared ones of one Mandant."""
SHARERS = frozenset({Rolle.USER, Rolle.FACHADMIN})


def require_name(name: str) -> str:
    """A short name in one line; raises InvalidInput."""
    cleaned = re.sub(r"[\x00-\x1f]+", " ", name).strip()
    if not 1 <= len(cleaned) <= MAX_NAME:
        raise InvalidInput(
            "Die Ansicht braucht einen Namen.", {"name": f"Ein kurzer Name, höchstens {MAX_NAME} Zeichen."}
        )
    return cleaned


def require_room(vorhanden: int) -> None:
    """Raises InvalidInput when there are as many views as one can choose from."""
    if vorhanden >= MAX_ANSICHTEN:
        raise InvalidInput(
            f"Es gibt schon {MAX_ANSICHTEN} gespeicherte Ansichten.",
            {"name": "Bitte löschen Sie zuerst eine, die Sie nicht mehr brauchen."},
        )


def require_unshared(vergeben: bool) -> None:
    """Two views for everybody under one name could not be told apart; raises InvalidInput."""
    if vergeben:
        raise InvalidInput(
            "Eine Ansicht für alle heißt schon so.",
            {"name": "Bitte wählen Sie einen anderen Namen; eine Kollegin oder ein Kollege benutzt diesen schon."},
        )


def may_share(actor: Actor) -> bool:
    """Whether somebody may make a view for everybody."""
    return any(actor.has(rolle) for rolle in SHARERS)


def require_sharer(actor: Actor) -> None:
    """Raises Forbidden."""
    if not may_share(actor):
        raise Forbidden("Ansichten für alle darf anlegen, wer Vorgänge bearbeitet oder die Verwaltung einrichtet.")

"""What an Online-Dienst must look like. Plain Python."""

import re
from datetime import date

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import InvalidInput

KENNUNG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def require_kennung(kennung: str) -> str:
    """A name for URLs: lower-case words joined by hyphens, at most 80 characters; raises InvalidInput."""
    if len(kennung) > 80 or not KENNUNG.fullmatch(kennung):
        raise InvalidInput(
            "Die Kennung ist ungültig.",
            {"kennung": "Bitte nur Kleinbuchstaben, Ziffern und Bindestriche verwenden, zum Beispiel „hund-anmelden“."},
        )
    return kennung


MAX_TITEL = 200


def require_titel(titel: str) -> str:
    """What citizens read as the name: 1 to 200 characters on one line; raises InvalidInput."""
    cleaned = " ".join(titel.split())
    if not cleaned or len(cleaned) > MAX_TITEL or not cleaned.isprintable():
        raise InvalidInput(
            "Der Titel ist ungültig.", {"titel": f"Bitte geben Sie einen Titel an, höchstens {MAX_TITEL} Zeichen."}
        )
    return cleaned


MAX_HOLD_MINUTES = 24 * 60


def require_haltezeit(minuten: int) -> int:
    """How long an issued Bescheid may be taken back: 0 to 1440 minutes; raises InvalidInput."""
    if not 0 <= minuten <= MAX_HOLD_MINUTES:
        raise InvalidInput("Die Haltezeit ist ungültig.", {"haltezeit_minuten": "Bitte 0 bis 1440 Minuten angeben."})
    return minuten


def reaches_leistung(actor: Actor, leistung: str) -> bool:
    """Whether a Fachadministration, not narrowed to some Organisationseinheiten, administers this Leistung."""
    return any(
        zuweisung.rolle is Rolle.FACHADMIN and zuweisung.covers(None, leistung)
        for zuweisung in actor.rollen
        if zuweisung.organisationseinheit_id is None
    )


def is_active(von: date | None, bis: date | None, tag: date, *, ueberall: bool) -> bool:
    """Whether the service runs at a Mandant on a day; `von` and `bis` are included.

    Without `von` nothing was decided there, and an Online-Dienst offered everywhere stays open until `bis`.
    """
    if bis is not None and tag > bis:
        return False
    return ueberall if von is None else von <= tag

"""What an Online-Dienst must look like. Plain Python."""

import re

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
    if not cleaned or len(cleaned) > MAX_TITEL:
        raise InvalidInput(
            "Der Titel ist ungültig.", {"titel": f"Bitte geben Sie einen Titel an, höchstens {MAX_TITEL} Zeichen."}
        )
    return cleaned

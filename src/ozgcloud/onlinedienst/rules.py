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

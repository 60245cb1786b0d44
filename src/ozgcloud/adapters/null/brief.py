"""`BriefPort` in memory: a text with a PDF head."""

from ozgcloud.core.errors import Reject
from ozgcloud.postfach.port import Brief


class NullBrief:
    """Implements `postfach.port.BriefPort`; keeps what it was asked to set in `gesetzt`."""

    def __init__(self) -> None:
        self.gesetzt: list[Brief] = []

    def render(self, brief: Brief) -> bytes:
        """Return readable bytes made of the letter's values; without an address `Reject`, as the real one does."""
        if not any(zeile.strip() for zeile in brief.empfaenger):
            raise Reject("Der Brief hat keine Anschrift. Bitte ergänzen Sie die Empfängerin oder den Empfänger.")
        self.gesetzt.append(brief)
        return b"%PDF-null\n" + repr(brief).encode("utf-8", "backslashreplace")

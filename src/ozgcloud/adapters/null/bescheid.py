"""`BescheidPort` in memory: a text with a PDF head, so that actions can be tested without fonts and typst."""

from ozgcloud.bescheid.port import Bescheid
from ozgcloud.core.errors import Reject


class NullBescheid:
    """Implements `bescheid.port.BescheidPort`; keeps what it was asked to set in `gesetzt`."""

    def __init__(self) -> None:
        self.gesetzt: list[Bescheid] = []

    @property
    def vorlage(self) -> str:
        """Name and version of the template."""
        return "null/1"

    def render(self, bescheid: Bescheid) -> bytes:
        """Return readable bytes made of the letter's values; without an address `Reject`, as the real one does."""
        if not any(zeile.strip() for zeile in bescheid.empfaenger):
            raise Reject("Der Bescheid hat keine Anschrift. Bitte ergänzen Sie die Empfängerin oder den Empfänger.")
        self.gesetzt.append(bescheid)
        return b"%PDF-null\n" + repr(bescheid).encode("utf-8", "backslashreplace") + b"\n" + bescheid.formular_json

"""Who may have a file: nobody after malware was found in it, and nobody before its check where a scanner is set up.

Without a scanner (`OZG_CLAMD` is empty) files are given out, and every screen says that they were not checked.
"""

from django.conf import settings
from django.utils.module_loading import import_string

from ozgcloud.core.errors import Conflict
from ozgcloud.core.models import ScanStatus
from ozgcloud.core.port import Virenscanner

LOCKED = "In dieser Datei wurde Schadsoftware gefunden, sie bleibt gesperrt. Bitten Sie um eine neue."
WAITS = (
    "Diese Datei wird gerade auf Schadsoftware geprüft und ist deshalb noch nicht abrufbar. "
    "Bitte versuchen Sie es in einigen Minuten noch einmal."
)


def has_scanner() -> bool:
    """Whether this installation checks files for malware."""
    return bool(settings.ENV.clamd)


def scanner() -> Virenscanner:
    """The scanner of this installation; ask `has_scanner` first."""
    found: Virenscanner = import_string(settings.OZG_SCANNER)()
    return found


def is_infected(scan: str) -> bool:
    """Whether malware was found."""
    return scan == ScanStatus.BEFUND


def waits_for_scan(scan: str) -> bool:
    """Whether a file is held back because its check is still to come."""
    return scan == ScanStatus.UNGEPRUEFT and has_scanner()


def is_deliverable(scan: str) -> bool:
    """Whether a file may be given out now."""
    return scan != ScanStatus.BEFUND and not waits_for_scan(scan)


def require_deliverable(scan: str) -> None:
    """Raises Conflict (`schadsoftware`, `wird-geprueft`) for a file that nobody may have now."""
    if scan == ScanStatus.BEFUND:
        raise Conflict(LOCKED, code="schadsoftware")
    if waits_for_scan(scan):
        raise Conflict(WAITS, code="wird-geprueft")

"""Where files lie, whether that place answers, and what the scanner for malware knows: for operators."""

import threading
import time
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings

from ozgcloud.core import clock
from ozgcloud.core.errors import Retry
from ozgcloud.core.keyring import key_ring
from ozgcloud.core.scan import has_scanner, scanner
from ozgcloud.core.store import file_store

KEPT_SECONDS = 15.0
OLD_DAYS = 3
NO_SCANNER = "Es ist kein Virenscanner eingerichtet (OZG_CLAMD). Dateien werden ungeprüft ausgeliefert."


@dataclass(frozen=True, slots=True)
class Dateilage:
    """`befunde` are German sentences, empty when all is well; `signaturen_vom` is None when nobody says it."""

    speicher: str
    befunde: tuple[str, ...]
    hauptschluessel: int
    scanner: bool
    signaturen: str
    signaturen_vom: datetime | None

    @property
    def alter_tage(self) -> int | None:
        """Age of the signatures in days."""
        return (clock.now() - self.signaturen_vom).days if self.signaturen_vom else None


_lock = threading.Lock()
_kept: list[tuple[float, Dateilage]] = []


def read_dateilage() -> Dateilage:
    """Ask store and scanner; an answer is kept for 15 seconds, because this is asked often."""
    with _lock:
        if not _kept or time.monotonic() - _kept[0][0] > KEPT_SECONDS:
            _kept[:] = [(time.monotonic(), ask_dateilage())]
        return _kept[0][1]


def ask_dateilage() -> Dateilage:
    """The same, asked now."""
    befunde, signaturen, vom, keys = file_store().state(), "", None, 0
    try:
        keys = len(key_ring().keys)
    except Retry as error:
        befunde.append(error.meldung)
    if has_scanner():
        try:
            stand = scanner().signaturen()
            signaturen, vom = stand.stand, stand.vom
        except Retry as error:
            befunde.append(error.meldung)
    speicher = "Objektspeicher (S3)" if settings.ENV.s3_url else "Datenordner"
    lage = Dateilage(speicher, tuple(befunde), keys, has_scanner(), signaturen, vom)
    if lage.alter_tage is not None and lage.alter_tage >= OLD_DAYS:
        aged = f"Die Signaturen des Virenscanners sind {lage.alter_tage} Tage alt. Bitte prüfen Sie freshclam."
        lage = replace(lage, befunde=(*befunde, aged))
    return lage

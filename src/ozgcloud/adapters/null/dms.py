"""`DmsPort` in memory: keeps packages by key and reads every file, so that wrong checksums show in unit tests too."""

import hashlib
from io import BytesIO
from typing import BinaryIO

from ozgcloud.core.errors import Reject
from ozgcloud.veraktung.port import Aktendokument, Aktenpaket, Quittung


class NullDms:
    """Implements `veraktung.port.DmsPort`; `pakete` maps key to package, `wirkungen` counts real effects."""

    def __init__(self) -> None:
        self.pakete: dict[str, Aktenpaket] = {}
        self.wirkungen = 0
        self._quittungen: dict[str, Quittung] = {}

    def deliver(self, paket: Aktenpaket, *, schluessel: str) -> Quittung:
        """See the port."""
        inhalt = hashlib.sha256(repr(paket).encode("utf-8", "backslashreplace") + paket.formular_json)
        groesse = len(paket.formular_json)
        for dokument in paket.dokumente:
            daten = _read(dokument)
            if hashlib.sha256(daten).hexdigest() != dokument.sha256:
                raise Reject(f"Die Datei „{dokument.titel}“ stimmt nicht mit ihrer Prüfsumme überein.")
            groesse += len(daten)
        quittung = Quittung(pfad=f"null:{schluessel}", sha256=inhalt.hexdigest(), groesse=groesse)
        if self._quittungen.setdefault(schluessel, quittung) != quittung:
            raise Reject(
                "Unter demselben Schlüssel wurde bereits eine andere Akte abgegeben. Bitte prüfen Sie den Vorgang."
            )
        if schluessel not in self.pakete:
            self.pakete[schluessel] = paket
            self.wirkungen += 1
        return quittung


def _read(dokument: Aktendokument) -> bytes:
    strom: BinaryIO = BytesIO(dokument.quelle) if isinstance(dokument.quelle, bytes) else dokument.quelle()
    with strom:
        return strom.read()

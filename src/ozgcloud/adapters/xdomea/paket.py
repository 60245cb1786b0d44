"""Write a finished case as xdomea package: `<ProzessID>_Abgabe.Abgabe.0401.zip` with the XML and the files lying flat.

The same package under the same key gives the same bytes, on every machine: fixed order, time stamps taken from the
package, and stored instead of deflated entries (another zlib compresses differently; PDF and JPEG hardly shrink).
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from ozgcloud.adapters.xdomea import standards
from ozgcloud.adapters.xdomea.dateien import name_in_package
from ozgcloud.adapters.xdomea.kennungen import NACHRICHT, make_formular_id, make_prozess_id
from ozgcloud.adapters.xdomea.nachricht import make_nachricht
from ozgcloud.core.errors import Reject, Retry
from ozgcloud.veraktung.port import Aktendokument, Aktenpaket

_BLOCK: Final = 1 << 20
# Without zip64 records, which older import programs do not read.
_MAX_DATEI: Final = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class XdomeaOptions:
    """`schemata`: folder filled by `standards.install`; when it is absent, messages go out unvalidated."""

    schemata: Path | None = None


class XdomeaPaket:
    """Builder of packages; given to a transport (drop folder, WebDAV) as a callable."""

    def __init__(self, options: XdomeaOptions) -> None:
        self._options = options

    def __call__(self, paket: Aktenpaket, *, schluessel: str, ziel: BinaryIO) -> str:
        """Write the ZIP to `ziel` and return its file name.

        Raises:
            Reject: a file does not fit its SHA-256, is missing or too large, or the message breaks the schema.
            Retry: a file cannot be read now.
            OSError: `ziel` cannot be written; that is the transport's to judge.
        """
        dokumente = paket.dokumente + _formular_as_dokument(paket)
        _check_unique(dokumente)
        stamm = f"{make_prozess_id(schluessel)}_{NACHRICHT}"
        nachricht = make_nachricht(paket, dokumente, schluessel)
        self._validate(nachricht)
        with ZipFile(ziel, "w", ZIP_STORED) as archiv:
            archiv.writestr(_entry(f"{stamm}.xml", paket.erstellt_am), nachricht)
            for dokument in dokumente:
                _add_file(archiv, dokument, paket.erstellt_am)
        return f"{stamm}.zip"

    def _validate(self, nachricht: bytes) -> None:
        ordner = self._options.schemata
        if ordner is None or not ordner.is_dir():
            return
        befunde = standards.validate(nachricht, ordner)
        if befunde:
            raise Reject(f"Die Akte lässt sich nicht nach xdomea 3.0.0 abgeben: {befunde[0]}")


def _formular_as_dokument(paket: Aktenpaket) -> tuple[Aktendokument, ...]:
    if not paket.formular_json:
        return ()
    return (
        Aktendokument(
            id=make_formular_id(paket.vorgang_id),
            titel="Antragsdaten",
            dateiname="antragsdaten.json",
            medientyp="application/json",
            sha256=hashlib.sha256(paket.formular_json).hexdigest(),
            quelle=paket.formular_json,
            art="Antragsdaten",
            datum=paket.beginn,
        ),
    )


def _check_unique(dokumente: tuple[Aktendokument, ...]) -> None:
    if len({d.id for d in dokumente}) != len(dokumente):
        raise Reject("Ein Dokument steht doppelt in der Akte. Bitte melden Sie diesen Fehler dem Betrieb.")


def _entry(name: str, zeit: datetime) -> ZipInfo:
    lokal = zeit.astimezone(UTC)
    eintrag = ZipInfo(name, (max(lokal.year, 1980), lokal.month, lokal.day, lokal.hour, lokal.minute, lokal.second))
    eintrag.compress_type = ZIP_STORED
    eintrag.create_system = 3
    eintrag.external_attr = 0o100600 << 16
    return eintrag


def _add_file(archiv: ZipFile, dokument: Aktendokument, zeit: datetime) -> None:
    summe = hashlib.sha256()
    groesse = 0
    with archiv.open(_entry(name_in_package(dokument), zeit), "w") as ziel:
        for block in _blocks(dokument):
            groesse += len(block)
            if groesse > _MAX_DATEI:
                raise Reject(f"Die Datei „{dokument.titel}“ ist für die Abgabe zu groß (höchstens 2 GiB).")
            summe.update(block)
            ziel.write(block)
    if summe.hexdigest() != dokument.sha256.lower():
        raise Reject(
            f"Die Datei „{dokument.titel}“ stimmt nicht mit ihrer Prüfsumme überein. Die Akte wurde nicht abgegeben."
        )


def _blocks(dokument: Aktendokument) -> Iterator[bytes]:
    with _read_errors(dokument):
        strom = BytesIO(dokument.quelle) if isinstance(dokument.quelle, bytes) else dokument.quelle()
    with strom:
        while True:
            with _read_errors(dokument):
                block = strom.read(_BLOCK)
            if not block:
                return
            yield block


@contextmanager
def _read_errors(dokument: Aktendokument) -> Iterator[None]:
    # Only around reading: an error while writing the package belongs to the transport.
    try:
        yield
    except FileNotFoundError as fehler:
        raise Reject(f"Die Datei „{dokument.titel}“ fehlt in der Dateiablage.") from fehler
    except OSError as fehler:
        raise Retry(f"Die Datei „{dokument.titel}“ ist gerade nicht lesbar.", timedelta(minutes=5)) from fehler

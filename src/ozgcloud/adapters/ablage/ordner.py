"""A drop folder as `DmsPort`: every package appears whole or not at all, and once per key.

Gegen Spezifikation getestet, nicht gegen das Echtsystem.

Files are prepared in the hidden sub-folder `.ozg` of the same file system and moved by rename. For each key a receipt
is written before the move. So after a crash at any point a repetition knows what to do. Receipt and prepared file: move
it. Receipt alone: the file was delivered, even if the e-Akte has taken it away since. No receipt: start over.
"""

import fcntl
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from ozgcloud.core.errors import Reject, Retry
from ozgcloud.veraktung.port import Aktenpaket, Quittung

_VERBORGEN: Final = ".ozg"
_BAU: Final = "bau-"
_BAU_VERWAIST_NACH: Final = timedelta(days=1)
_NEUER_VERSUCH: Final = timedelta(minutes=5)


class Paketbauer(Protocol):
    """Writes the package to a stream and returns its file name; the name depends on `schluessel` only."""

    def __call__(self, paket: Aktenpaket, *, schluessel: str, ziel: BinaryIO) -> str:
        """Write `paket` to `ziel`, seekable, opened for reading and writing."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AblageOptions:
    """`ordner`: the drop folder; created when its parent exists."""

    ordner: Path


class OrdnerAblage:
    """Implements `veraktung.port.DmsPort`."""

    def __init__(self, options: AblageOptions, bauer: Paketbauer) -> None:
        self._ordner = options.ordner
        self._intern = options.ordner / _VERBORGEN
        self._bauer = bauer

    def deliver(self, paket: Aktenpaket, *, schluessel: str) -> Quittung:
        """See the port. `Quittung.pfad` is the absolute path at the moment of delivery."""
        try:
            self._intern.mkdir(mode=0o750, parents=True, exist_ok=True)
            self._sweep()
            return self._deliver(paket, schluessel)
        except OSError as fehler:
            raise Retry(
                f"Der Ablageordner der e-Akte ist gerade nicht beschreibbar ({os.strerror(fehler.errno or 0)}). "
                "Bitte prüfen Sie Speicherplatz und Rechte.",
                _NEUER_VERSUCH,
            ) from fehler

    def _deliver(self, paket: Aktenpaket, schluessel: str) -> Quittung:
        bau, quittung = self._build(paket, schluessel)
        try:
            with _locked(self._intern / "sperre"):
                return self._place(bau, quittung, schluessel)
        finally:
            bau.unlink(missing_ok=True)

    def _build(self, paket: Aktenpaket, schluessel: str) -> tuple[Path, Quittung]:
        nummer, name = tempfile.mkstemp(prefix=_BAU, dir=self._intern)
        bau = Path(name)
        try:
            with os.fdopen(nummer, "w+b") as strom:
                dateiname = self._bauer(paket, schluessel=schluessel, ziel=strom)
                strom.flush()
                os.fsync(strom.fileno())
                groesse = strom.seek(0, os.SEEK_END)
                strom.seek(0)
                summe = hashlib.file_digest(strom, "sha256").hexdigest()
            bau.chmod(0o640)
            return bau, Quittung(pfad=str(self._target(dateiname)), sha256=summe, groesse=groesse)
        except BaseException:
            bau.unlink(missing_ok=True)
            raise

    def _target(self, dateiname: str) -> Path:
        if not dateiname.isprintable() or dateiname != Path(dateiname).name or dateiname[:1] in {"", "."}:
            raise Reject("Der Dateiname der Akte ist nicht zulässig. Bitte melden Sie diesen Fehler dem Betrieb.")
        return self._ordner.absolute() / dateiname

    def _place(self, bau: Path, quittung: Quittung, schluessel: str) -> Quittung:
        stamm = hashlib.sha256(schluessel.encode()).hexdigest()
        beleg, bereit = self._intern / f"{stamm}.json", self._intern / f"{stamm}.bereit"
        frueher = _read_receipt(beleg)
        if frueher is None:
            _refuse_other_content(Path(quittung.pfad), quittung)
            bau.replace(bereit)
            self._write_receipt(beleg, quittung)
            frueher = quittung
        elif frueher.sha256 != quittung.sha256:
            raise Reject(
                "Unter demselben Schlüssel wurde bereits eine andere Akte abgegeben. Bitte prüfen Sie den Vorgang."
            )
        if bereit.exists():
            bereit.replace(frueher.pfad)
            _sync_folder(self._ordner)
            _sync_folder(self._intern)
        return frueher

    def _write_receipt(self, beleg: Path, quittung: Quittung) -> None:
        nummer, name = tempfile.mkstemp(prefix=_BAU, dir=self._intern)
        with os.fdopen(nummer, "w", encoding="utf-8") as strom:
            json.dump({"pfad": quittung.pfad, "sha256": quittung.sha256, "groesse": quittung.groesse}, strom)
            strom.flush()
            os.fsync(strom.fileno())
        Path(name).replace(beleg)
        _sync_folder(self._intern)

    def _sweep(self) -> None:
        grenze = time.time() - _BAU_VERWAIST_NACH.total_seconds()
        for rest in self._intern.glob(f"{_BAU}*"):
            # Another worker may finish its own build between the listing and this look.
            with suppress(FileNotFoundError):
                if rest.stat().st_mtime < grenze:
                    rest.unlink()


def _refuse_other_content(ziel: Path, quittung: Quittung) -> None:
    # No receipt but a file of this name: left from a folder that lost its receipts. The same content is fine.
    if ziel.exists():
        with ziel.open("rb") as strom:
            if hashlib.file_digest(strom, "sha256").hexdigest() != quittung.sha256:
                raise Reject(
                    "Im Ablageordner liegt bereits eine andere Datei dieses Namens. Bitte prüfen Sie den Ordner."
                )


def _read_receipt(beleg: Path) -> Quittung | None:
    try:
        daten = json.loads(beleg.read_text(encoding="utf-8"))
        return Quittung(pfad=str(daten["pfad"]), sha256=str(daten["sha256"]), groesse=int(daten["groesse"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as fehler:
        raise Reject(f"Der Beleg {beleg.name} im Ablageordner ist beschädigt. Bitte prüfen Sie den Ordner.") from fehler


@contextmanager
def _locked(datei: Path) -> Iterator[None]:
    with datei.open("ab") as strom:
        fcntl.flock(strom, fcntl.LOCK_EX)
        yield


def _sync_folder(ordner: Path) -> None:
    nummer = os.open(ordner, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)

"""Install the official xdomea schemas at the operator's: they are not ours to ship.

The set is copied flat into one folder. Schemas refer to each other by paths and addresses that differ between releases,
so a reference is answered by its file name from this folder alone; nothing is ever fetched from a network.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ozgcloud.core.errors import Reject

VERSION: Final = "3.0.0"
UNTERORDNER: Final = Path("xdomea") / VERSION
HAUPTDATEI: Final = "xdomea.xsd"

_FAMILIE = "urn:xoev-de:xdomea:schema:"
_NAMENSRAUM = _FAMILIE + VERSION
_XS = "{http://www.w3.org/2001/XMLSchema}"
_VERWEISE = (f"{_XS}include", f"{_XS}import", f"{_XS}redefine")
_NACHRICHTEN = "xdomea-Nachrichten-AbgabeDurchfuehren.xsd"
_MAX_DATEI = 16 << 20
_MAX_DATEIEN = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What was installed: version of the standard, file names, and one SHA-256 over names and contents."""

    version: str
    ordner: Path
    dateien: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class _Datei:
    ordner: str
    name: str
    inhalt: bytes
    wurzel: etree._Element


def install(quelle: Path, ziel: Path) -> Installation:
    """Take the complete set for xdomea 3.0.0 out of `quelle` (folder or ZIP), compile it, and put it into `ziel`.

    `ziel` is replaced as a whole, and only when everything is good.

    Raises:
        Reject: nothing suitable there, a file missing, or the set does not compile; the sentence names the files.
    """
    dateien = list(_read(quelle))
    satz = _closure(_select_main(dateien), dateien)
    ziel.parent.mkdir(parents=True, exist_ok=True)
    neu = Path(tempfile.mkdtemp(prefix=f".{ziel.name}-", dir=ziel.parent))
    try:
        for name, inhalt in satz.items():
            (neu / name).write_bytes(inhalt)
        load(neu)
        neu.chmod(0o755)
        _replace(neu, ziel)
    finally:
        shutil.rmtree(neu, ignore_errors=True)
    return Installation(version=VERSION, ordner=ziel, dateien=tuple(sorted(satz)), sha256=_sum(satz))


def load(ordner: Path) -> etree.XMLSchema:
    """Compile the installed set (about 30 ms). Not shared between threads: its error log belongs to one validation.

    Raises:
        Reject: the folder holds no complete set.
    """
    parser = _parser()
    parser.resolvers.add(_FolderResolver(ordner))
    try:
        return etree.XMLSchema(etree.parse(str(ordner / HAUPTDATEI), parser))
    except (OSError, etree.XMLSyntaxError, etree.XMLSchemaParseError) as fehler:
        raise Reject(
            f"Die xdomea-Schemata in {ordner} lassen sich nicht verwenden: {fehler}. Bitte installieren Sie sie erneut."
        ) from fehler


def validate(nachricht: bytes, ordner: Path) -> list[str]:
    """Return what the installed schema says against a message, empty when it is valid. `Reject` as for `load`."""
    schema = load(ordner)
    schema.validate(etree.fromstring(nachricht, _parser()))
    protokoll: Any = schema.error_log  # the stubs do not know that it is a sequence
    return [f"xdomea {VERSION}, Zeile {eintrag.line}: {eintrag.message}" for eintrag in protokoll]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)


class _FolderResolver(etree.Resolver):
    """Answers every reference from one folder by file name; what is not there is empty, hence an error."""

    def __init__(self, ordner: Path) -> None:
        super().__init__()
        self._ordner = ordner

    def resolve(self, system_url: str, public_id: str, context: Any = None) -> Any:
        datei = self._ordner / PurePosixPath(system_url).name
        if datei.is_file():
            return self.resolve_string(datei.read_bytes(), context, base_url=str(datei))
        return self.resolve_string(b"", context, base_url=str(datei))


def _read(quelle: Path) -> Iterator[_Datei]:
    try:
        for ordner, name, inhalt in _raw_files(quelle):
            yield _Datei(ordner, name, inhalt, _parse(name, inhalt))
    except (OSError, BadZipFile) as fehler:
        raise Reject(
            f"{quelle} lässt sich nicht lesen: {fehler}. Erwartet wird ein Ordner oder eine ZIP-Datei."
        ) from fehler


def _raw_files(quelle: Path) -> Iterator[tuple[str, str, bytes]]:
    if quelle.is_dir():
        schemata = sorted(quelle.rglob("*.xsd"))
        _check_count(len(schemata), quelle)
        for datei in schemata:
            _check_size(datei.name, datei.stat().st_size)
            yield str(datei.parent), datei.name, datei.read_bytes()
        return
    with ZipFile(quelle) as archiv:
        eintraege = [e for e in archiv.infolist() if e.filename.lower().endswith(".xsd")]
        _check_count(len(eintraege), quelle)
        for eintrag in eintraege:
            _check_size(eintrag.filename, eintrag.file_size)
            pfad = PurePosixPath(eintrag.filename)
            yield str(pfad.parent), pfad.name, archiv.read(eintrag)


def _check_count(anzahl: int, quelle: Path) -> None:
    if anzahl > _MAX_DATEIEN:
        raise Reject(f"{quelle} enthält zu viele Schemadateien. Bitte geben Sie den Ordner von xdomea {VERSION} an.")


def _check_size(name: str, groesse: int) -> None:
    if groesse > _MAX_DATEI:
        raise Reject(f"{name} ist für eine Schemadatei zu groß (höchstens 16 MiB).")


def _parse(name: str, inhalt: bytes) -> etree._Element:
    try:
        wurzel = etree.fromstring(inhalt, _parser())
    except etree.XMLSyntaxError as fehler:
        raise Reject(f"{name} ist keine lesbare Schemadatei: {fehler}") from fehler
    if wurzel.getroottree().docinfo.internalDTD is not None:
        raise Reject(f"{name} enthält eine DTD. Das ist in amtlichen Schemata nicht vorgesehen.")
    return wurzel


def _select_main(dateien: list[_Datei]) -> _Datei:
    passende = [d for d in dateien if d.name == HAUPTDATEI and _namespace(d) == _NAMENSRAUM]
    if not passende:
        andere = sorted({n.removeprefix(_FAMILIE) for n in map(_namespace, dateien) if n.startswith(_FAMILIE)})
        gefunden = f"Gefunden wurde nur: {', '.join(andere)}. " if andere else ""
        raise Reject(
            f"Keine Schemata von xdomea {VERSION} gefunden ({HAUPTDATEI} fehlt). {gefunden}Bitte prüfen Sie die Quelle."
        )
    if len({d.inhalt for d in passende}) > 1:
        raise Reject(f"Die Quelle enthält verschiedene Sätze von xdomea {VERSION}. Bitte geben Sie einen Ordner an.")
    return passende[0]


def _namespace(datei: _Datei) -> str:
    return datei.wurzel.get("targetNamespace") or ""


def _closure(haupt: _Datei, dateien: list[_Datei]) -> dict[str, bytes]:
    satz = {haupt.name: haupt.inhalt}
    offen = [haupt]
    fehlend: set[str] = set()
    while offen:
        datei = offen.pop()
        for verweis, namensraum in _references(datei.wurzel):
            if verweis in satz or verweis in fehlend:
                continue
            gefunden = _find(verweis, namensraum, haupt.ordner, dateien)
            if gefunden is None:
                fehlend.add(verweis)
            else:
                satz[verweis] = gefunden.inhalt
                offen.append(gefunden)
    if fehlend or _NACHRICHTEN not in satz:
        namen = ", ".join(sorted(fehlend or {_NACHRICHTEN}))
        raise Reject(f"Der Schemasatz von xdomea {VERSION} ist unvollständig. Es fehlen: {namen}.")
    return satz


def _references(wurzel: etree._Element) -> Iterator[tuple[str, str | None]]:
    for knoten in wurzel.iterchildren(*_VERWEISE):
        ort = knoten.get("schemaLocation")
        if ort:
            eigener = wurzel.get("targetNamespace") if knoten.tag != f"{_XS}import" else knoten.get("namespace")
            yield PurePosixPath(ort).name, eigener


def _find(name: str, namensraum: str | None, ordner: str, dateien: Iterable[_Datei]) -> _Datei | None:
    passende = [d for d in dateien if d.name == name and d.wurzel.get("targetNamespace") == namensraum]
    # Another version of the standard may lie beside it: the own folder goes first.
    return next(iter(sorted(passende, key=lambda d: d.ordner != ordner)), None)


def _replace(neu: Path, ziel: Path) -> None:
    alt = ziel.with_name(f".{ziel.name}-alt")
    shutil.rmtree(alt, ignore_errors=True)
    if ziel.exists():
        ziel.replace(alt)
    neu.replace(ziel)
    shutil.rmtree(alt, ignore_errors=True)


def _sum(satz: dict[str, bytes]) -> str:
    summe = hashlib.sha256()
    for name in sorted(satz):
        summe.update(f"{name} {hashlib.sha256(satz[name]).hexdigest()}\n".encode())
    return summe.hexdigest()

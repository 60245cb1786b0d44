"""Read a package back, knowing only the package: what an e-Akte would see, and what is wrong with it.

Deliberately shares nothing with the builder, so that both cannot make the same mistake. It trusts nothing: no entities,
no DTD, no network, limits on sizes, nothing is unpacked to disk.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from ozgcloud.adapters.xdomea import standards
from ozgcloud.core.errors import Reject

_NS = {"x": "urn:xoev-de:xdomea:schema:3.0.0"}
_WURZEL = "{urn:xoev-de:xdomea:schema:3.0.0}Abgabe.Abgabe.0401"
_UUID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_PAKETNAME = re.compile(rf"({_UUID})_Abgabe\.Abgabe\.0401\.zip")
_DATEINAME = re.compile(rf"({_UUID})(?:_[^/\\:\x00-\x1f]+)?\.[A-Za-z0-9]+")
_PRUEFSUMME: Final = "urn:ozg-cloud:veraktung:pruefsumme"
_BLOCK = 1 << 20
_MAX_XML = 64 << 20
_MAX_GESAMT = 8 << 30
_MAX_DATEIEN = 10_000
_VERSCHLUESSELT = 0x1


@dataclass(frozen=True, slots=True, kw_only=True)
class GelesenesDokument:
    """One document as the package tells it; `pruefsumme` is empty when the sender gave none."""

    id: str
    titel: str
    art: str
    format: str
    dateiname: str
    dateiname_original: str
    pruefsumme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GelesenesPaket:
    """One package as read: head data, history as (time, actor, action), and documents in their order."""

    prozess_id: str
    vorgang_id: str
    aktenzeichen: str
    betreff: str
    absender: str
    kontakt: tuple[str, ...]
    laufzeit: tuple[str, str]
    historie: tuple[tuple[str, str, str], ...]
    dokumente: tuple[GelesenesDokument, ...]


def pruefe_paket(pfad: Path, schema_dir: Path | None = None, *, sha256: str | None = None) -> list[str]:
    """Return German findings about one package, empty when all is well. Never raises for a bad package.

    `schema_dir`: folder filled by `standards.install`; None skips the XSD. `sha256`: of the ZIP, from the receipt.
    """
    befunde: list[str] = []
    try:
        befunde.extend(_findings(pfad, schema_dir, sha256))
    except Reject as fehler:
        befunde.append(fehler.meldung)
    except (OSError, BadZipFile, NotImplementedError, EOFError, UnicodeDecodeError) as fehler:
        befunde.append(f"Das Paket ist nicht lesbar oder beschädigt: {fehler}")
    return befunde


def lies_paket(pfad: Path) -> GelesenesPaket:
    """Read one package.

    Raises:
        Reject: it is not a readable Abgabe.Abgabe.0401.
    """
    try:
        with ZipFile(pfad) as archiv:
            return _as_paket(_parse(_read_message(archiv, pfad.stem)))
    except (OSError, BadZipFile, NotImplementedError, EOFError) as fehler:
        raise Reject(f"Das Paket ist nicht lesbar oder beschädigt: {fehler}") from fehler


def _findings(pfad: Path, schema_dir: Path | None, sha256: str | None) -> Iterator[str]:
    if sha256 is not None and _sum_of(pfad) != sha256.lower():
        yield "Das Paket wurde nach der Abgabe verändert (Prüfsumme der ZIP-Datei)."
    name = _PAKETNAME.fullmatch(pfad.name)
    if name is None:
        yield f"Der Name des Pakets entspricht nicht <ProzessID>_Abgabe.Abgabe.0401.zip: {pfad.name}"
    with ZipFile(pfad) as archiv:
        yield from _entries(archiv.infolist())
        nachricht = _read_message(archiv, pfad.stem)
        wurzel = _parse(nachricht)
        yield from _head(wurzel, name.group(1) if name else None)
        yield from _identifiers(wurzel)
        yield from _files(archiv, wurzel, f"{pfad.stem}.xml")
    if schema_dir is not None:
        yield from standards.validate(nachricht, schema_dir)


def _entries(eintraege: list[ZipInfo]) -> Iterator[str]:
    if len(eintraege) > _MAX_DATEIEN or sum(e.file_size for e in eintraege) > _MAX_GESAMT:
        raise Reject("Das Paket überschreitet die zulässige Größe.")
    for name, anzahl in Counter(e.filename.lower() for e in eintraege).items():
        if anzahl > 1:
            yield f"Ein Dateiname kommt im Paket mehrfach vor: {name}"
    for eintrag in eintraege:
        if eintrag.is_dir() or "/" in eintrag.filename or "\\" in eintrag.filename:
            yield f"Die Dateien müssen flach im Paket liegen: {eintrag.filename}"
        if eintrag.flag_bits & _VERSCHLUESSELT:
            raise Reject(f"Eine Datei im Paket ist verschlüsselt: {eintrag.filename}")


def _read_message(archiv: ZipFile, stamm: str) -> bytes:
    xml = [e for e in archiv.infolist() if e.filename == f"{stamm}.xml"]
    if len(xml) != 1:
        raise Reject(f"Die Nachricht {stamm}.xml liegt nicht genau einmal im Paket.")
    if xml[0].file_size > _MAX_XML:
        raise Reject("Die Nachricht überschreitet die zulässige Größe.")
    return archiv.read(xml[0])


def _parse(nachricht: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        wurzel = etree.fromstring(nachricht, parser)
    except etree.XMLSyntaxError as fehler:
        raise Reject(f"Die Nachricht ist kein lesbares XML: {fehler}") from fehler
    if wurzel.getroottree().docinfo.internalDTD is not None:
        raise Reject("Die Nachricht enthält eine DTD. Das ist nicht zulässig.")
    if wurzel.tag != _WURZEL:
        raise Reject(f"Die Nachricht ist keine Abgabe.Abgabe.0401 in xdomea 3.0.0: {wurzel.tag}")
    return wurzel


def _head(wurzel: etree._Element, prozess_id: str | None) -> Iterator[str]:
    if wurzel.prefix != "xdomea":
        yield "Das Präfix des Namensraums ist nicht „xdomea“ (Spezifikation 4.2)."
    if prozess_id is not None and _text(wurzel, "x:Kopf/x:ProzessID") != prozess_id:
        yield "Die ProzessID der Nachricht passt nicht zum Namen des Pakets."
    if _text(wurzel, "x:Kopf/x:Nachrichtentyp/code") != "0401":
        yield "Der Nachrichtentyp ist nicht 0401."
    if _text(wurzel, "x:Kopf/x:Importbestaetigung") != "1":
        yield "Importbestaetigung muss als 1 geschrieben sein."
    for name, ort in (("Betreff", "x:Betreff"), ("Kennzeichen (Aktenzeichen)", "x:Kennzeichen")):
        if not _text(wurzel, f"x:Schriftgutobjekt/x:Vorgang/x:AllgemeineMetadaten/{ort}"):
            yield f"Dem Vorgang fehlt: {name}."


def _identifiers(wurzel: etree._Element) -> Iterator[str]:
    objekte = [
        _text(knoten, "x:Identifikation/x:ID")
        for knoten in wurzel.iter(f"{{{_NS['x']}}}Vorgang", f"{{{_NS['x']}}}Dokument")
    ]
    dateien = [treffer.group(1) for d in _documents(wurzel) if (treffer := _DATEINAME.fullmatch(d.dateiname))]
    for kennung, anzahl in Counter(k.lower() for k in objekte + dateien).items():
        if not re.fullmatch(_UUID, kennung):
            yield f"Eine Identifikation ist keine UUID: {kennung or '(leer)'}"
        elif anzahl > 1:
            yield f"Eine UUID ist mehrfach vergeben: {kennung}"


def _files(archiv: ZipFile, wurzel: etree._Element, nachricht: str) -> Iterator[str]:
    vorhanden = {e.filename for e in archiv.infolist()} - {nachricht}
    genannt: set[str] = set()
    for dokument in _documents(wurzel):
        genannt.add(dokument.dateiname)
        if not _DATEINAME.fullmatch(dokument.dateiname):
            yield f"Ein Dateiname entspricht nicht <UUID>_Name.Endung: {dokument.dateiname or '(leer)'}"
        if dokument.dateiname not in vorhanden:
            yield f"Eine genannte Datei fehlt im Paket: {dokument.dateiname}"
        elif not dokument.pruefsumme:
            yield f"Zu einer Datei fehlt die Prüfsumme: {dokument.dateiname}"
        elif _sum_in(archiv, dokument.dateiname) != dokument.pruefsumme.lower():
            yield f"Eine Datei stimmt nicht mit ihrer Prüfsumme überein: {dokument.dateiname}"
    yield from (
        f"Eine Datei im Paket wird in der Nachricht nicht genannt: {name}" for name in sorted(vorhanden - genannt)
    )


def _as_paket(wurzel: etree._Element) -> GelesenesPaket:
    vorgang = wurzel.find("x:Schriftgutobjekt/x:Vorgang", _NS)
    if vorgang is None:
        raise Reject("Die Nachricht enthält keinen Vorgang.")
    return GelesenesPaket(
        prozess_id=_text(wurzel, "x:Kopf/x:ProzessID"),
        vorgang_id=_text(vorgang, "x:Identifikation/x:ID"),
        aktenzeichen=_text(vorgang, "x:AllgemeineMetadaten/x:Kennzeichen"),
        betreff=_text(vorgang, "x:AllgemeineMetadaten/x:Betreff"),
        absender=_text(wurzel, "x:Kopf/x:Absender/x:Institution/x:Name"),
        kontakt=tuple(
            t for t in (str(s).strip() for k in vorgang.findall("x:Kontakt", _NS) for s in k.itertext()) if t
        ),
        laufzeit=(_text(vorgang, "x:Laufzeit/x:Beginn"), _text(vorgang, "x:Laufzeit/x:Ende")),
        historie=tuple(
            (_text(h, "x:DatumUhrzeit"), _text(h, "x:Akteur"), _text(h, "x:Aktion"))
            for h in vorgang.findall("x:HistorienProtokollInformation", _NS)
        ),
        dokumente=tuple(_documents(wurzel)),
    )


def _documents(wurzel: etree._Element) -> Iterator[GelesenesDokument]:
    for knoten in wurzel.iterfind(".//x:Dokument", _NS):
        for fassung in knoten.iterfind("x:Version/x:Format", _NS):
            yield GelesenesDokument(
                id=_text(knoten, "x:Identifikation/x:ID"),
                titel=_text(knoten, "x:AllgemeineMetadaten/x:Betreff"),
                art=_text(knoten, "x:Typ"),
                format=_text(fassung, "x:Name/code"),
                dateiname=_text(fassung, "x:Primaerdokument/x:Dateiname"),
                dateiname_original=_text(fassung, "x:Primaerdokument/x:DateinameOriginal"),
                pruefsumme=_checksum(knoten),
            )


def _checksum(dokument: etree._Element) -> str:
    for erweiterung in dokument.iterfind("x:AnwendungsspezifischeErweiterung", _NS):
        if _text(erweiterung, "x:Kennung") == _PRUEFSUMME:
            return _text(erweiterung, "x:Feld[x:Name='SHA-256']/x:Wert")
    return ""


def _text(knoten: etree._Element, ort: str) -> str:
    return (knoten.findtext(ort, default="", namespaces=_NS) or "").strip()


def _sum_in(archiv: ZipFile, name: str) -> str:
    summe = hashlib.sha256()
    with archiv.open(name) as strom:
        while block := strom.read(_BLOCK):
            summe.update(block)
    return summe.hexdigest()


def _sum_of(pfad: Path) -> str:
    with pfad.open("rb") as strom:
        return hashlib.file_digest(strom, "sha256").hexdigest()

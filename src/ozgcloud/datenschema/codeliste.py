"""Code lists: OASIS genericode 1.0 as XRepository publishes it, and what a form may do with a reference.

Resolution: the exact version, else the newest stored version with a visible warning, else the field is blocked with a
reason (fim facts: of 497 references 24 matched exactly, 466 existed in another version, 7 were missing).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from ozgcloud.core.errors import InvalidInput
from ozgcloud.datenschema.baum import CodelisteRef, Wert
from ozgcloud.datenschema.sicheres_xml import check_size, not_xml, split_name, stream

NAMESPACE = "http://docs.oasis-open.org/codelist/ns/genericode/1.0/"
GRENZE_EINTRAEGE = 50_000
_SCHLUESSELNAMEN = ("code", "key", "schluessel")
_LABELNAMEN = (
    "name", "beschreibung", "bezeichnung", "label", "wert", "value", "description", "langname", "suchbegriff",
)  # fmt: skip


@dataclass(frozen=True)
class Liste:
    """A parsed code list: columns, rows (cells as text, in column order), and which columns are code and label."""

    canonical_uri: str
    version: str
    canonical_version_uri: str
    name: str
    spalten: tuple[str, ...]
    zeilen: tuple[tuple[str, ...], ...]
    code_spalte: str
    label_spalte: str

    def werte(self, code_key: str = "", name_key: str = "") -> tuple[Wert, ...]:
        """Entries in order; the column hints of a reference win over the detected columns when they exist."""
        code = self.spalten.index(code_key if code_key in self.spalten else self.code_spalte)
        label = self.spalten.index(name_key if name_key in self.spalten else self.label_spalte)
        return tuple(Wert(zeile[code], zeile[label] or zeile[code]) for zeile in self.zeilen if zeile[code])


@dataclass(frozen=True)
class Aufloesung:
    """What became of a reference: entries, or the reason why the field is blocked; `warnung` must be shown."""

    werte: tuple[Wert, ...] = ()
    liste: str = ""
    warnung: str = ""
    grund: str = ""

    @cached_property
    def nach_code(self) -> Mapping[str, Wert]:
        """Code → entry."""
        return {wert.code: wert for wert in self.werte}


Aufloesungen = Mapping[str, Aufloesung]
"""`CodelisteRef.schluessel` → resolution."""

FEHLT = Aufloesung(
    grund="Für dieses Feld fehlt die Werteliste. Sie können es zurzeit nicht ausfüllen; "
    "die Behörde fragt die Angabe bei Bedarf nach."
)


def versionsschluessel(version: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key for versions of all kinds: `2.10` after `2.9`, dates by date."""
    teile = re.findall(r"[0-9]+|[^0-9.\-_]+", version)
    return tuple((1, int(teil), "") if teil.isascii() and teil.isdigit() else (0, 0, teil) for teil in teile)


def passende_version(ref: CodelisteRef, versionen: Iterable[str]) -> str | None:
    """The version to use of those stored: the exact one, else the newest, None when there is none."""
    alle = sorted(versionen, key=versionsschluessel)
    if ref.version in alle:
        return ref.version
    genau = [v for v in alle if f"{ref.canonical_uri}_{v}" == ref.canonical_version_uri]
    return genau[0] if genau else alle[-1] if alle else None


def aufloesung(ref: CodelisteRef, liste: Liste | None) -> Aufloesung:
    """What a form may do with a reference when `liste` is the version chosen by `passende_version`."""
    if liste is None:
        return FEHLT
    warnung = ""
    if liste.version != ref.version and liste.canonical_version_uri != ref.canonical_version_uri:
        warnung = f"Diese Auswahl stammt aus der Fassung {liste.version} der Liste „{liste.name}“"
        warnung += f"; das Formular wurde für Fassung {ref.version} entworfen." if ref.version else "."
    return Aufloesung(liste.werte(ref.code_key, ref.name_key), liste.canonical_version_uri, warnung)


def resolve(ref: CodelisteRef, vorhanden: Iterable[Liste]) -> Aufloesung:
    """Exact → newest stored with warning → blocked. `vorhanden` are stored versions of the same canonical URI."""
    listen = {liste.version: liste for liste in vorhanden}
    version = passende_version(ref, listen)
    return aufloesung(ref, listen[version] if version is not None else None)


def parse_genericode(roh: bytes) -> Liste:
    """Bytes of a genericode file → Liste. Raises InvalidInput/TooLarge with a German sentence (`gc-…`, `xml-…`)."""
    check_size(roh)
    leser = _Leser()
    for beginnt, element in stream(roh):
        if beginnt:
            leser.beginn(element)
        else:
            leser.ende(element)
    return leser.liste()


class _Leser:
    """Collects rows while streaming; each row is freed as soon as it is read."""

    def __init__(self) -> None:
        self.wurzel: etree._Element | None = None
        self.ident: dict[str, str] = {}
        self.spalten: list[str] = []
        self.empfohlen: list[str] = []
        self.schluessel: list[str] = []
        self.zeilen: list[tuple[str, ...]] = []

    def beginn(self, element: etree._Element) -> None:
        """The first element must be a genericode CodeList."""
        if self.wurzel is None:
            self.wurzel = element
            namespace, name = split_name(str(element.tag))
            if namespace != NAMESPACE or name != "CodeList":
                raise InvalidInput(
                    "Die Datei ist keine Codeliste im Format genericode 1.0. "
                    "Bitte laden Sie die genericode-Datei aus dem XRepository.",
                    code="gc-wurzel",
                )

    def ende(self, element: etree._Element) -> None:
        """Take what a finished element says."""
        name = split_name(str(element.tag))[1]
        if name == "Row":
            self._zeile(element)
            element.clear()
            eltern = element.getparent()
            if eltern is not None:
                eltern.remove(element)
        elif name == "Identification":
            self.ident = {split_name(str(k.tag))[1]: (k.text or "").strip() for k in element}
        elif name == "Column":
            kennung = (element.get("Id") or "").strip()
            if not kennung or kennung in self.spalten:
                raise _kaputt(f"Spalte „{kennung[:40]}“ fehlt oder ist doppelt")
            self.spalten.append(kennung)
        elif name == "Key":
            self._schluesselspalte(element)

    def _schluesselspalte(self, element: etree._Element) -> None:
        bezuege = [k.get("Ref") or "" for k in element.iter() if split_name(str(k.tag))[1] == "ColumnRef"]
        if len(bezuege) != 1:
            return
        empfohlen = any(split_name(str(k.tag))[1] == "recommendedKeyColumn" for k in element.iter())
        (self.empfohlen if empfohlen else self.schluessel).append(bezuege[0])

    def _zeile(self, element: etree._Element) -> None:
        if len(self.zeilen) >= GRENZE_EINTRAEGE:
            raise _kaputt(f"mehr als {GRENZE_EINTRAEGE} Einträge")
        zellen = dict.fromkeys(self.spalten, "")
        for ort, wert in enumerate(k for k in element if split_name(str(k.tag))[1] == "Value"):
            spalte = wert.get("ColumnRef") or (self.spalten[ort] if ort < len(self.spalten) else "")
            if spalte not in zellen:
                raise _kaputt(f"unbekannte Spalte „{spalte[:40]}“")
            zellen[spalte] = "".join(map(str, wert.itertext())).strip()
        self.zeilen.append(tuple(zellen.values()))

    def liste(self) -> Liste:
        """The finished list; raises when it cannot serve as one."""
        if self.wurzel is None:
            raise not_xml("kein Wurzelelement")
        uri, version = self.ident.get("CanonicalUri", ""), self.ident.get("Version", "")
        version_uri = self.ident.get("CanonicalVersionUri", "") or (f"{uri}_{version}" if uri else "")
        if not uri or not self.spalten or not self.zeilen:
            raise _kaputt("CanonicalUri, Spalten oder Einträge fehlen")
        code = self._code_spalte()
        codes = [zeile[self.spalten.index(code)] for zeile in self.zeilen]
        doppelt = [wert for wert, zahl in Counter(codes).items() if zahl > 1]
        if doppelt:
            raise _kaputt(f"Schlüssel „{doppelt[0][:40]}“ kommt mehrfach vor")
        return Liste(
            canonical_uri=uri,
            version=version,
            canonical_version_uri=version_uri,
            name=self.ident.get("LongName") or self.ident.get("ShortName") or uri,
            spalten=tuple(self.spalten),
            zeilen=tuple(self.zeilen),
            code_spalte=code,
            label_spalte=self._label_spalte(code),
        )

    def _code_spalte(self) -> str:
        """Recommended key, else the first key, else a column with a telling name, else the first column."""
        for spalte in self.empfohlen + self.schluessel:
            if spalte in self.spalten:
                return spalte
        for spalte in self.spalten:
            if spalte.lower().startswith(_SCHLUESSELNAMEN):
                return spalte
        return self.spalten[0]

    def _label_spalte(self, code: str) -> str:
        """A filled column named like the list or tellingly, else the first other filled one, else the code itself."""
        gefuellt = [
            spalte
            for ort, spalte in enumerate(self.spalten)
            if spalte != code and all(zeile[ort] for zeile in self.zeilen)
        ]
        for name in (self.ident.get("ShortName", "").lower() or _LABELNAMEN[0], *_LABELNAMEN):
            for spalte in gefuellt:
                if name in spalte.lower() and "-en" not in spalte.lower():
                    return spalte
        return gefuellt[0] if gefuellt else code


def _kaputt(grund: str) -> InvalidInput:
    return InvalidInput(
        f"Die Codeliste kann nicht verwendet werden: {grund}. Bitte laden Sie sie erneut aus dem XRepository.",
        code="gc-ungueltig",
    )

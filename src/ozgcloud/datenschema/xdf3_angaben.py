"""The leaves of an XDatenfelder 3 element: texts, references, rules, limits, value lists."""

import re
from typing import TypedDict

from lxml import etree

from ozgcloud.core.errors import InvalidInput
from ozgcloud.datenschema import xdf3_elemente as xdf
from ozgcloud.datenschema.baum import Bezug, CodelisteRef, Datentyp, Praezisierung, Regel, Wert

_DEZIMAL = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,9})?")


class Texte(TypedDict):
    """The texts every group and field carries."""

    name: str
    bezeichnung_eingabe: str
    bezeichnung_ausgabe: str
    hilfetext_eingabe: str
    hilfetext_ausgabe: str


def texte(element: etree._Element) -> Texte:
    """Name (for editors), labels and help texts."""
    return Texte(
        name=xdf.text(element, "name"),
        bezeichnung_eingabe=xdf.text(element, "bezeichnungEingabe"),
        bezeichnung_ausgabe=xdf.text(element, "bezeichnungAusgabe"),
        hilfetext_eingabe=xdf.text(element, "hilfetextEingabe"),
        hilfetext_ausgabe=xdf.text(element, "hilfetextAusgabe"),
    )


def bezuege(element: etree._Element) -> tuple[Bezug, ...]:
    """Legal references; empty ones are left out, links other than http(s) dropped."""
    alle = []
    for bezug in xdf.children(element, "bezug"):
        link = (bezug.get("link") or "").strip()
        inhalt = xdf.text_of(bezug)
        if inhalt or link:
            alle.append(Bezug(inhalt, link if link.startswith(("https://", "http://")) else ""))
    return tuple(alle)


def regeln(element: etree._Element) -> tuple[Regel, ...]:
    """Rules in free text, in document order. None is dropped, also not one without text."""
    alle = []
    for regel in xdf.children(element, "regel"):
        xdf.check_children(regel)
        fim_id, version = xdf.identifikation(regel, "R")
        alle.append(
            Regel(
                fim_id=fim_id,
                version=version,
                name=xdf.text(regel, "name"),
                text=xdf.text(regel, "freitextRegel") or xdf.text(regel, "beschreibung"),
                typ=xdf.code(regel, "typ"),
                skript=xdf.text(regel, "skript"),
            )
        )
    return tuple(alle)


def ganzzahl(roh: str | None, was: str, element: etree._Element) -> int | None:
    """A non-negative integer or None; raises InvalidInput `xdf-praezisierung`."""
    text = (roh or "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise _ungueltig(was, text, element)
    return int(text)


def praezisierung(element: etree._Element, datentyp: str) -> Praezisierung:
    """Limits from the attributes of `praezisierung`."""
    grenzen = xdf.child(element, "praezisierung")
    if grenzen is None:
        return Praezisierung()
    ergebnis = Praezisierung(
        min_laenge=ganzzahl(grenzen.get("minLength"), "minLength", grenzen),
        max_laenge=ganzzahl(grenzen.get("maxLength"), "maxLength", grenzen),
        min_wert=_grenzwert(grenzen, "minValue", datentyp),
        max_wert=_grenzwert(grenzen, "maxValue", datentyp),
        muster=(grenzen.get("pattern") or "").strip(),
    )
    if ergebnis.min_laenge and ergebnis.max_laenge is not None and ergebnis.min_laenge > ergebnis.max_laenge:
        raise _ungueltig("minLength/maxLength", f"{ergebnis.min_laenge} > {ergebnis.max_laenge}", grenzen)
    return ergebnis


def _grenzwert(grenzen: etree._Element, name: str, datentyp: str) -> str:
    """A limit of value as written; for numbers it must be a plain decimal (no exponent: it could be gigantic)."""
    text = (grenzen.get(name) or "").strip()
    if text and datentyp in (Datentyp.NUM, Datentyp.NUM_INT, Datentyp.NUM_CURRENCY):
        text = text.replace(",", ".")
        if not _DEZIMAL.fullmatch(text):
            raise _ungueltig(name, text, grenzen)
    return text


def werte(element: etree._Element) -> tuple[Wert, ...]:
    """Inline value list. A code may stand once; an entry without label shows its code."""
    liste = xdf.child(element, "werte")
    if liste is None:
        return ()
    xdf.check_children(liste)
    alle: dict[str, Wert] = {}
    for wert in xdf.children(liste, "wert"):
        xdf.check_children(wert)
        code = xdf.text(wert, "code") or (wert.findtext(f"{{{xdf.NAMESPACE}}}code") or "").strip()
        if not code or code in alle:
            raise _ungueltig("werte/code", code or "(leer)", wert)
        alle[code] = Wert(code, xdf.text(wert, "name") or code, xdf.text(wert, "hilfe"))
    return tuple(alle.values())


def codeliste(element: etree._Element) -> CodelisteRef | None:
    """Reference to a code list; None when there is none or an empty one."""
    referenz = xdf.child(element, "codelisteReferenz")
    if referenz is None:
        return None
    xdf.check_children(referenz)
    uri = xdf.text(referenz, "canonicalIdentification")
    version = xdf.text(referenz, "version")
    version_uri = xdf.text(referenz, "canonicalVersionUri")
    if not uri and not version_uri:
        return None
    if not uri:
        uri = version_uri.removesuffix(f"_{version}") if version else version_uri.rpartition("_")[0] or version_uri
    return CodelisteRef(
        canonical_uri=uri,
        version=version,
        canonical_version_uri=version_uri,
        code_key=xdf.text(element, "codeKey"),
        name_key=xdf.text(element, "nameKey"),
        help_key=xdf.text(element, "helpKey"),
    )


def _ungueltig(was: str, wert: str, element: etree._Element) -> InvalidInput:
    return InvalidInput(
        f"Die Angabe {was} „{wert[:40]}“ ist ungültig ({xdf.stelle(element)}). Bitte berichtigen Sie das Datenschema.",
        code="xdf-praezisierung",
    )

"""Element vocabulary of XDatenfelder 3.0.0 (namespace `urn:xoev-de:fim:standard:xdatenfelder_3.0.0`) and access to it.

The prefix varies between exporters, so names are matched by namespace. Code values sit in a nested element `code`
*without* namespace. Unknown elements are refused, because silently ignoring one would drop part of a form.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from ozgcloud.core.errors import InvalidInput
from ozgcloud.datenschema.sicheres_xml import split_name

NAMESPACE = "urn:xoev-de:fim:standard:xdatenfelder_3.0.0"
LEERZEICHEN = frozenset({"", ".", "-"})
"""Texts that editors use to mean "nothing"."""


def _namen(text: str) -> frozenset[str]:
    """Element names separated by blanks."""
    return frozenset(text.split())


_BASIS = _namen(
    "identifikation name beschreibung definition bezug freigabestatus statusGesetztAm statusGesetztDurch gueltigAb "
    "gueltigBis versionshinweis veroeffentlichungsdatum letzteAenderung relation stichwort regel"
)
_ELEMENT = _BASIS | _namen("bezeichnungEingabe bezeichnungAusgabe schemaelementart hilfetextEingabe hilfetextAusgabe")
ERLAUBT: Mapping[str, frozenset[str]] = {
    "stammdatenschema": _BASIS
    | _namen(
        "bezeichnung hilfetext ableitungsmodifikationenStruktur ableitungsmodifikationenRepraesentation "
        "dokumentsteckbrief struktur"
    ),
    "datenfeldgruppe": _ELEMENT | _namen("art struktur"),
    "datenfeld": _ELEMENT
    | _namen(
        "feldart datentyp praezisierung inhalt vorbefuellung werte codelisteReferenz codeKey nameKey helpKey "
        "maxSize mediaType"
    ),
    "identifikation": _namen("id version"),
    "dokumentsteckbrief": _namen("id version"),
    "struktur": _namen("anzahl bezug enthaelt"),
    "enthaelt": _namen("datenfeld datenfeldgruppe"),
    "werte": _namen("wert"),
    "wert": _namen("code name hilfe"),
    "codelisteReferenz": _namen("canonicalIdentification version canonicalVersionUri"),
    "regel": _namen(
        "identifikation name beschreibung freitextRegel bezug fachlicherErsteller letzteAenderung typ skript stichwort "
        "param ziel fehler"
    ),
}
MEHRFACH = _namen("bezug relation stichwort regel struktur mediaType wert param ziel fehler inhalt")
"""Elements that may stand several times in their parent. `inhalt` is tolerated: exporters write it twice."""

_KENNUNG = re.compile(r"[SGF][0-9]{1,20}|R[0-9A-Za-z-]{1,40}")
_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")


def stelle(element: etree._Element) -> str:
    """Human position of an element for a message."""
    return f"Zeile {element.sourceline}"


def local(element: etree._Element) -> str:
    """Local name; raises InvalidInput when the element belongs to a foreign namespace."""
    namespace, name = split_name(str(element.tag))
    if namespace not in (NAMESPACE, ""):
        raise unexpected(element)
    return name


def unexpected(element: etree._Element) -> InvalidInput:
    """Error for an element that the standard does not know at this place."""
    name = split_name(str(element.tag))[1]
    return InvalidInput(
        f"Unerwartetes Element „{name}“ ({stelle(element)}). Die Datei entspricht nicht XDatenfelder 3.0.0; "
        "bitte exportieren Sie sie erneut aus dem FIM-Portal oder Ihrem FIM-Editor.",
        code="xdf-unerwartet",
    )


def check_children(element: etree._Element) -> str:
    """Refuse unknown and wrongly repeated children; returns the local name of `element`."""
    name = local(element)
    gesehen: set[str] = set()
    for kind in element:
        kindname = local(kind)
        if kindname not in ERLAUBT[name]:
            raise unexpected(kind)
        if kindname in gesehen and kindname not in MEHRFACH:
            code = "xdf-kennung-doppelt" if kindname == "id" else "xdf-doppelt"
            raise InvalidInput(
                f"Das Element „{kindname}“ steht mehrfach in „{name}“ ({stelle(kind)}), erlaubt ist es nur einmal. "
                "Bitte berichtigen Sie die Datei.",
                code=code,
            )
        gesehen.add(kindname)
    return name


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Direct children with that local name."""
    return element.iterchildren(f"{{{NAMESPACE}}}{name}")


def child(element: etree._Element, name: str) -> etree._Element | None:
    """First direct child with that local name."""
    return element.find(f"{{{NAMESPACE}}}{name}")


def text_of(element: etree._Element | None) -> str:
    """Trimmed text; empty for a missing element and for the editors' marks of emptiness."""
    text = "" if element is None else "".join(map(str, element.itertext())).strip()
    return "" if text in LEERZEICHEN else text


def text(element: etree._Element, name: str) -> str:
    """Trimmed text of a child."""
    return text_of(child(element, name))


def code(element: etree._Element, name: str) -> str:
    """The nested, un-namespaced code of a child."""
    aeusseres = child(element, name)
    if aeusseres is None:
        return ""
    for inneres in aeusseres:
        if split_name(str(inneres.tag))[1] != "code":
            raise unexpected(inneres)
        return (inneres.text or "").strip()
    return ""


def identifikation(element: etree._Element, buchstabe: str) -> tuple[str, str]:
    """FIM-ID and version of an element; the ID must begin with `buchstabe` (S, G, F or R)."""
    ident = child(element, "identifikation")
    if ident is not None:
        check_children(ident)
    knoten = None if ident is None else child(ident, "id")
    if ident is None or knoten is None:
        raise InvalidInput(
            f"Einem Element fehlt die Kennung ({stelle(element)}). Jedes Element braucht eine FIM-ID.",
            code="xdf-kennung-fehlt",
        )
    kennung = (knoten.text or "").strip()
    if not kennung:
        raise InvalidInput(
            f"Die Kennung eines Elements ist leer ({stelle(knoten)}). Bitte ergänzen Sie die FIM-ID.",
            code="xdf-kennung-leer",
        )
    if not _KENNUNG.fullmatch(kennung) or kennung[0] != buchstabe:
        raise InvalidInput(
            f"Die Kennung „{kennung[:40]}“ ist keine gültige FIM-ID ({stelle(knoten)}). "
            f"Erwartet wird „{buchstabe}“ mit Ziffern.",
            code="xdf-kennung-ungueltig",
        )
    version = text(ident, "version")
    if version and not _VERSION.fullmatch(version):
        raise InvalidInput(
            f"Die Version „{version[:40]}“ von {kennung} ist ungültig. Erwartet wird zum Beispiel 1.0.0.",
            code="xdf-version-ungueltig",
        )
    return kennung, version

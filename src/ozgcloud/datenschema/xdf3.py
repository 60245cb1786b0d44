"""Compile FIM XDatenfelder 3.0.0 (message `xdatenfelder.stammdatenschema.0102`) into a `baum.Schema`.

The file is read as a stream; `relation` subtrees, 83 % of the bytes of real files, are freed as soon as they end.
Multiplicity sits on `struktur`, not on the element. Every refusal is an InvalidInput with a German sentence and a
stable code (`xdf-…`, `xml-…`).
"""

import re

from lxml import etree

from ozgcloud.core.errors import InvalidInput, TooLarge
from ozgcloud.datenschema import xdf3_angaben as angaben
from ozgcloud.datenschema import xdf3_elemente as xdf
from ozgcloud.datenschema.baum import GRENZE_WIEDERHOLUNGEN, Art, Knoten, Schema
from ozgcloud.datenschema.sicheres_xml import check_size, not_xml, split_name, stream

WURZEL = "xdatenfelder.stammdatenschema.0102"
GRENZE_KNOTEN = 5_000
GRENZE_EBENEN = 20
_RELATION = f"{{{xdf.NAMESPACE}}}relation"
_ANZAHL = re.compile(r"([0-9]{1,6}):([0-9]{1,6}|\*)")
_FREIGABESTATUS = range(1, 9)


def compile_xdf(roh: bytes) -> Schema:
    """Bytes of one XDF 3 file → immutable tree. Raises InvalidInput (and TooLarge) with code and German sentence."""
    check_size(roh)
    wurzel = _read(roh)
    name = split_name(str(wurzel.tag))[1]
    if name != WURZEL:
        _check_fragment(wurzel)
        raise _wrong_root(name)
    schema = xdf.child(wurzel, "stammdatenschema")
    for kind in wurzel:
        if xdf.local(kind) not in ("header", "stammdatenschema"):
            raise xdf.unexpected(kind)
    if schema is None:
        raise InvalidInput("Die Datei enthält kein Stammdatenschema.", code="xdf-kein-schema")
    return _schema(schema)


def _read(roh: bytes) -> etree._Element:
    """Tree without relations. The namespace is checked at the first tag, before the rest is read."""
    wurzel: etree._Element | None = None
    for beginnt, element in stream(roh):
        if wurzel is None:
            wurzel = element
            _check_namespace(split_name(str(element.tag))[0])
        elif not beginnt and element.tag == _RELATION:
            eltern = element.getparent()
            if eltern is not None:
                eltern.remove(element)
    if wurzel is None:
        raise not_xml("kein Wurzelelement")
    return wurzel


def _check_namespace(namespace: str) -> None:
    if namespace == xdf.NAMESPACE:
        return
    for nummer in ("1", "2"):
        if re.fullmatch(rf"urn:xoev-de:fim:standard:xdatenfelder_{nummer}(\.[0-9.]+)?", namespace):
            raise InvalidInput(
                f"XDatenfelder {nummer} wird noch nicht unterstützt, bitte als XDatenfelder 3 exportieren.",
                code=f"xdf-version-{nummer}",
            )
    raise InvalidInput(
        f"Der Namensraum „{namespace[:120] or '(keiner)'}“ ist unbekannt. Erwartet wird eine Datei nach "
        "XDatenfelder 3.0.0, wie sie das FIM-Portal exportiert.",
        code="xdf-namensraum",
    )


def _check_fragment(wurzel: etree._Element) -> None:
    """Name the real defect of a message that carries a single group or field before refusing it as such."""
    for element in wurzel:
        if xdf.local(element) == "datenfeldgruppe":
            _gruppe(element, _Ort())
        elif xdf.local(element) == "datenfeld":
            _feld(element, _Ort())


def _wrong_root(name: str) -> InvalidInput:
    return InvalidInput(
        f"Die Datei enthält die Nachricht „{name[:80]}“ und kein vollständiges Datenschema. "
        f"Bitte exportieren Sie das Datenschema (Nachricht {WURZEL}).",
        code="xdf-wurzel",
    )


class _Ort:
    """Where the compiler stands: path of the parent, depth, and how many nodes there are so far."""

    def __init__(self) -> None:
        self.pfad = ""
        self.ebene = 0
        self.zahl = 0
        self.anzahl: tuple[int, int | None] = (1, 1)
        self.zusatz = ""

    def betritt(self) -> None:
        """Count a node."""
        self.zahl += 1
        if self.zahl > GRENZE_KNOTEN or self.ebene > GRENZE_EBENEN:
            raise TooLarge(
                f"Das Datenschema hat mehr als {GRENZE_KNOTEN} Elemente oder {GRENZE_EBENEN} Ebenen "
                "und kann nicht als Formular angeboten werden.",
                code="xdf-zu-umfangreich",
            )

    def neuer_pfad(self, fim_id: str) -> str:
        """Path of a node with that ID at this place."""
        segment = fim_id + self.zusatz
        return f"{self.pfad}/{segment}" if self.pfad else segment


def _schema(element: etree._Element) -> Schema:
    xdf.check_children(element)
    fim_id, version = xdf.identifikation(element, "S")
    if not version:
        raise InvalidInput(
            f"Das Datenschema {fim_id} hat keine Version. Bitte versionieren Sie es vor dem Import.",
            code="xdf-version-fehlt",
        )
    steckbrief = xdf.child(element, "dokumentsteckbrief")
    wurzel = _strukturen(element, _Ort())
    if not wurzel:
        raise InvalidInput(
            f"Das Datenschema {fim_id} enthält kein einziges Feld. Bitte prüfen Sie den Export.",
            code="xdf-leer",
        )
    _check_expansion(wurzel, fim_id)
    return Schema(
        fim_id=fim_id,
        version=version,
        name=xdf.text(element, "name"),
        bezeichnung=xdf.text(element, "bezeichnung"),
        hilfetext=xdf.text(element, "hilfetext"),
        freigabestatus=_freigabestatus(element),
        dokumentsteckbrief="" if steckbrief is None else xdf.text(steckbrief, "id"),
        bezug=angaben.bezuege(element),
        regeln=angaben.regeln(element),
        wurzel=wurzel,
    )


def _check_expansion(wurzel: tuple[Knoten, ...], fim_id: str) -> None:
    """Refuse a form that starts with more required repetitions than a page can hold (nesting multiplies them)."""

    def mindestens(knoten: Knoten) -> int:
        return max(knoten.anzahl_min, 1) * (1 + sum(map(mindestens, knoten.kinder)))

    if sum(map(mindestens, wurzel)) > GRENZE_KNOTEN or any(
        knoten.anzahl_min > GRENZE_WIEDERHOLUNGEN for oberster in wurzel for knoten in oberster.alle()
    ):
        raise TooLarge(
            f"Das Datenschema {fim_id} verlangt mehr Wiederholungen, als ein Formular fassen kann "
            f"(höchstens {GRENZE_WIEDERHOLUNGEN} je Angabe, {GRENZE_KNOTEN} insgesamt).",
            code="xdf-zu-umfangreich",
        )


def _freigabestatus(element: etree._Element) -> int:
    """1 in Planung … 5 silber, 6 gold, 7 inaktiv, 8 vorgesehen zum Löschen (xprozess code list `status`).

    Groups and fields of some exporters have none (0); the schema itself must have one.
    """
    if xdf.child(element, "freigabestatus") is None and xdf.local(element) != "stammdatenschema":
        return 0
    wert = xdf.code(element, "freigabestatus")
    if not (wert.isascii() and wert.isdigit() and len(wert) < 3 and int(wert) in _FREIGABESTATUS):
        raise InvalidInput(
            f"Der Freigabestatus „{wert[:20]}“ ist ungültig ({xdf.stelle(element)}). Erlaubt sind 1 bis 8.",
            code="xdf-freigabestatus",
        )
    return int(wert)


def _strukturen(element: etree._Element, ort: _Ort) -> tuple[Knoten, ...]:
    """Compile the children; siblings with the same ID get `~2`, `~3` … in document order."""
    gezaehlt: dict[str, int] = {}
    kinder = []
    pfad, ebene = ort.pfad, ort.ebene
    for struktur in xdf.children(element, "struktur"):
        xdf.check_children(struktur)
        enthaelt = xdf.child(struktur, "enthaelt")
        if enthaelt is None or len(enthaelt) != 1:
            raise InvalidInput(
                f"Eine Struktur enthält nicht genau ein Feld oder eine Gruppe ({xdf.stelle(struktur)}).",
                code="xdf-struktur",
            )
        xdf.check_children(enthaelt)
        kind = enthaelt[0]
        ist_gruppe = xdf.local(kind) == "datenfeldgruppe"
        kennung = xdf.identifikation(kind, "G" if ist_gruppe else "F")[0]
        gezaehlt[kennung] = gezaehlt.get(kennung, 0) + 1
        ort.zusatz = f"~{gezaehlt[kennung]}" if gezaehlt[kennung] > 1 else ""
        ort.pfad, ort.ebene, ort.anzahl = pfad, ebene + 1, _anzahl(struktur)
        kinder.append(_gruppe(kind, ort) if ist_gruppe else _feld(kind, ort))
    ort.pfad, ort.ebene = pfad, ebene
    return tuple(kinder)


def _anzahl(struktur: etree._Element) -> tuple[int, int | None]:
    text = xdf.text(struktur, "anzahl")
    treffer = _ANZAHL.fullmatch(text)
    if treffer:
        kleinste = int(treffer[1])
        groesste = None if treffer[2] == "*" else int(treffer[2])
        if groesste is None or groesste >= max(kleinste, 1):
            return kleinste, groesste
    raise InvalidInput(
        f"Die Anzahl „{text[:20]}“ ist ungültig ({xdf.stelle(struktur)}). Erlaubt sind Angaben wie 1:1, 0:1 oder 1:*.",
        code="xdf-anzahl",
    )


def _gruppe(element: etree._Element, ort: _Ort) -> Knoten:
    xdf.check_children(element)
    ort.betritt()
    fim_id, version = xdf.identifikation(element, "G")
    _freigabestatus(element)
    pfad, anzahl = ort.neuer_pfad(fim_id), ort.anzahl
    art = xdf.code(element, "art")
    if art not in ("", "X"):
        raise InvalidInput(
            f"Die Gruppenart „{art[:20]}“ von {fim_id} ist unbekannt. Bekannt ist nur „X“ (Auswahlgruppe).",
            code="xdf-gruppenart",
        )
    ort.pfad = pfad
    return Knoten(
        pfad=pfad,
        fim_id=fim_id,
        version=version,
        art=Art.GRUPPE,
        anzahl_min=anzahl[0],
        anzahl_max=anzahl[1],
        auswahlgruppe=art == "X",
        kinder=_strukturen(element, ort),
        **angaben.texte(element),
        bezug=angaben.bezuege(element),
        regeln=angaben.regeln(element),
    )


def _feld(element: etree._Element, ort: _Ort) -> Knoten:
    xdf.check_children(element)
    ort.betritt()
    fim_id, version = xdf.identifikation(element, "F")
    _freigabestatus(element)
    datentyp = _pflichtcode(element, "datentyp", fim_id)
    return Knoten(
        pfad=ort.neuer_pfad(fim_id),
        fim_id=fim_id,
        version=version,
        art=Art.FELD,
        anzahl_min=ort.anzahl[0],
        anzahl_max=ort.anzahl[1],
        feldart=_pflichtcode(element, "feldart", fim_id),
        datentyp=datentyp,
        praezisierung=angaben.praezisierung(element, datentyp),
        werte=angaben.werte(element),
        codeliste=angaben.codeliste(element),
        max_size=angaben.ganzzahl(xdf.text(element, "maxSize"), "maxSize", element),
        media_types=tuple(t for t in map(xdf.text_of, xdf.children(element, "mediaType")) if t),
        vorbefuellung=xdf.code(element, "vorbefuellung"),
        inhalt="\n".join(t for t in map(xdf.text_of, xdf.children(element, "inhalt")) if t),
        **angaben.texte(element),
        bezug=angaben.bezuege(element),
        regeln=angaben.regeln(element),
    )


def _pflichtcode(element: etree._Element, name: str, fim_id: str) -> str:
    wert = xdf.code(element, name)
    if not wert:
        raise InvalidInput(f"Dem Feld {fim_id} fehlt die Angabe „{name}“.", code=f"xdf-{name}-fehlt")
    return wert[:40]

"""Read untrusted XML: no DTD, no entities, no network, bounded in bytes, elements and depth.

Two independent nets against DTDs: expat walks the prolog first (it reports a DOCTYPE before reading its subset),
and lxml's document information is looked at again at the first element. Limits are those of the product, not of a
standard: 20 MiB raw, 400,000 elements (the largest real XDatenfelder file has 82,283), depth 100.
"""

import io
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from lxml import etree

from ozgcloud.core.errors import InvalidInput, TooLarge

GRENZE_BYTES = 20 * 1024 * 1024
GRENZE_ELEMENTE = 400_000
GRENZE_TIEFE = 100
_STUECK = 65_536


class _PrologEnde(Exception):
    """The root element has begun."""


def split_name(name: str) -> tuple[str, str]:
    """Split `{namespace}local` into both parts; the namespace is empty when there is none."""
    if name.startswith("{"):
        namespace, _, local = name[1:].partition("}")
        return namespace, local
    return "", name


def refuse_dtd(roh: bytes) -> None:
    """Walk the prolog; raises InvalidInput `xml-dtd` for any DOCTYPE and `xml-kaputt` for what is not XML."""
    parser = expat.ParserCreate()

    def doctype(*_args: object) -> None:
        raise InvalidInput(
            "Die Datei enthält eine DTD (DOCTYPE). Das ist aus Sicherheitsgründen nicht erlaubt. "
            "Bitte entfernen Sie den DOCTYPE-Abschnitt oder exportieren Sie die Datei neu.",
            code="xml-dtd",
        )

    def start(*_args: object) -> None:
        raise _PrologEnde

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    try:
        for beginn in range(0, len(roh), _STUECK):
            parser.Parse(roh[beginn : beginn + _STUECK], False)
        parser.Parse(b"", True)
    except _PrologEnde:
        return
    except (expat.ExpatError, ValueError, LookupError) as fehler:
        raise not_xml(str(fehler)) from None
    raise not_xml("kein Wurzelelement")


def not_xml(grund: str) -> InvalidInput:
    """The error for bytes that are not well-formed XML; `grund` is the parser's own (English) reason."""
    return InvalidInput(
        f"Die Datei ist kein lesbares XML ({grund[:200]}). Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben, "
        "und exportieren Sie sie bei Bedarf neu.",
        code="xml-kaputt",
    )


def check_size(roh: bytes, grenze: int = GRENZE_BYTES) -> None:
    """Raises TooLarge `xml-zu-gross` above the limit and InvalidInput `xml-leer` for an empty file."""
    if not roh.strip():
        raise InvalidInput("Die Datei ist leer. Bitte wählen Sie eine XML-Datei aus.", code="xml-leer")
    if len(roh) > grenze:
        raise TooLarge(
            f"Die Datei ist mit {len(roh) / 1048576:.1f} MiB zu groß. "
            f"Erlaubt sind höchstens {grenze // 1048576} MiB.".replace(".", ",", 1),
            code="xml-zu-gross",
        )
    if roh[:2] == b"\x1f\x8b":
        raise InvalidInput(
            "Die Datei ist mit gzip gepackt. Bitte entpacken Sie sie und laden Sie die XML-Datei hoch.",
            code="xml-gepackt",
        )


def _too_complex() -> InvalidInput:
    return TooLarge(
        "Die XML-Datei ist zu umfangreich oder zu tief verschachtelt und wurde nicht gelesen. "
        "Bitte wenden Sie sich an die Stelle, die sie erstellt hat.",
        code="xml-bombe",
    )


def _syntax_error(fehler: etree.XMLSyntaxError) -> InvalidInput:
    text = str(fehler.msg or fehler)
    bombe = ("amplification", "xcessive depth", "huge", "entity reference loop", "Resource limit", "text node too long")
    if any(wort in text for wort in bombe):
        return _too_complex()
    return not_xml(text)


def _events(roh: bytes) -> Iterable[tuple[str, etree._Element]]:
    ereignisse: Iterable[tuple[str, etree._Element]] = etree.iterparse(
        io.BytesIO(roh),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )
    return ereignisse


def stream(roh: bytes) -> Iterator[tuple[bool, etree._Element]]:
    """Yield (True, element) at each start and (False, element) at each end tag.

    The first item is the start of the root, before anything is known of its content. The caller frees what it does
    not need. Raises InvalidInput/TooLarge with the codes of this module.
    """
    refuse_dtd(roh)
    anzahl = tiefe = 0
    try:
        for ereignis, element in _events(roh):
            if ereignis == "start":
                anzahl += 1
                tiefe += 1
                if anzahl == 1 and element.getroottree().docinfo.internalDTD is not None:
                    raise InvalidInput("Die Datei enthält eine DTD. Das ist nicht erlaubt.", code="xml-dtd")
                if anzahl > GRENZE_ELEMENTE or tiefe > GRENZE_TIEFE:
                    raise _too_complex()
                yield True, element
            else:
                tiefe -= 1
                yield False, element
    except etree.XMLSyntaxError as fehler:
        raise _syntax_error(fehler) from None

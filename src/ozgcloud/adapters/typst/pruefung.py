"""Check a finished Bescheid: does it declare PDF/A-3a and PDF/UA-1, and does it hold what these claims need?

A check in part (ISO 19005-3, ISO 14289-1): what can be seen in the structure without interpreting page content. The
complete check is veraPDF at the operator. Every finding is a German sentence; an empty list means nothing was found.
"""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any, TypeAlias

import pikepdf

# pikepdf objects are dynamic: a name, an array and a dictionary share one class.
PdfObjekt: TypeAlias = Any

_PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUAID = "{http://www.aiim.org/pdfua/ns/id/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SCHRIFTDATEIEN = ("/FontFile", "/FontFile2", "/FontFile3")
_BEZIEHUNGEN = {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}


def pruefe_pdf(inhalt: bytes, *, formular: bytes | None = None) -> list[str]:
    """Return the findings for one PDF, empty when all is well.

    `formular`: the exact bytes that must be attached; None: some JSON must be attached; b"": nothing need be attached.
    Never raises for bad input: an unreadable file is a finding.
    """
    try:
        with pikepdf.open(BytesIO(inhalt)) as pdf:
            return list(_findings(pdf, formular))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError) as fehler:
        return [f"Die Datei ist keine lesbare PDF-Datei: {str(fehler).splitlines()[0] if str(fehler) else fehler!r}"]


def _findings(pdf: pikepdf.Pdf, formular: bytes | None) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "Die Datei ist verschlüsselt; das verbietet PDF/A."
    if not pdf.pages:
        yield "Die Datei hat keine Seite."
    yield from (f"Die Datei ist beschädigt: {meldung}" for meldung in pdf.check_pdf_syntax())
    yield from _metadata(pdf)
    yield from _structure(pdf.Root)
    yield from _intents(pdf.Root)
    yield from _active_content(pdf)
    yield from _fonts(pdf)
    yield from _attachments(pdf, formular)


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "Die XMP-Metadaten fehlen."
        return
    xmp = pdf.open_metadata()
    if xmp.get(_PDFAID + "part") != "3" or xmp.get(_PDFAID + "conformance") != "A":
        yield "Die Datei erklärt sich nicht als PDF/A-3a (XMP pdfaid)."
    if xmp.get(_PDFUAID + "part") != "1":
        yield "Die Datei erklärt sich nicht als PDF/UA-1 (XMP pdfuaid)."
    if not xmp.get(_DC + "title"):
        yield "Der Titel fehlt in den XMP-Metadaten."


def _structure(root: PdfObjekt) -> Iterator[str]:
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "Die Datei ist nicht als getaggt gekennzeichnet (MarkInfo)."
    baum = root.get("/StructTreeRoot")
    if baum is None or "/K" not in baum or "/ParentTree" not in baum:
        yield "Der Strukturbaum für Vorleseprogramme fehlt (StructTreeRoot)."
    sprache = str(root.get("/Lang", ""))
    if sprache.partition("-")[0].lower() != "de":
        yield f"Die Sprache der Datei ist nicht Deutsch (Lang: {sprache or 'fehlt'})."
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "Der Titel wird im Fenster nicht angezeigt (DisplayDocTitle)."


def _intents(root: PdfObjekt) -> Iterator[str]:
    absichten = list(root.get("/OutputIntents", []))
    if not any(a.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in a for a in absichten):
        yield "Das Farbprofil fehlt (OutputIntent GTS_PDFA1)."


def _active_content(pdf: pikepdf.Pdf) -> Iterator[str]:
    namen: PdfObjekt = pdf.Root.get("/Names", {})
    if "/OpenAction" in pdf.Root or "/AA" in pdf.Root or "/JavaScript" in namen:
        yield "Die Datei enthält aktive Inhalte; das verbietet PDF/A."


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    schriften = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
    if not schriften:
        yield "Die Datei enthält keine Schrift und damit keinen lesbaren Text."
    for schrift in schriften:
        name = str(schrift.get("/BaseFont", "ohne Namen")).lstrip("/")
        if "/DescendantFonts" in schrift:
            # The descendant carries the file; this one must map to Unicode so that text can be read aloud.
            if "/ToUnicode" not in schrift:
                yield f"Die Schrift {name} lässt sich nicht in Text zurückführen (ToUnicode fehlt)."
            continue
        beschreibung: PdfObjekt = schrift.get("/FontDescriptor", {})
        if schrift.get("/Subtype") != "/Type3" and not any(s in beschreibung for s in _SCHRIFTDATEIEN):
            yield f"Die Schrift {name} ist nicht eingebettet."


def _attachments(pdf: pikepdf.Pdf, formular: bytes | None) -> Iterator[str]:
    beigefuegt = list(pdf.Root.get("/AF", []))
    for eintrag in beigefuegt:
        if str(eintrag.get("/AFRelationship", "")) not in _BEZIEHUNGEN:
            yield "Eine beigefügte Datei nennt ihre Beziehung zum Bescheid nicht (AFRelationship)."
    if formular == b"":
        return
    if len(beigefuegt) != 1 or len(pdf.attachments) != 1:
        yield "Die Antragsdaten sind nicht als genau eine Datei beigefügt."
        return
    dateien: PdfObjekt = beigefuegt[0].get("/EF", {})
    strom = dateien.get("/F")
    daten = strom.read_bytes() if strom is not None else b""
    if formular is not None and daten != formular:
        yield "Die beigefügten Antragsdaten weichen von den eingegangenen ab."
    try:
        json.loads(daten)
    except ValueError:
        yield "Die beigefügten Antragsdaten sind kein gültiges JSON."

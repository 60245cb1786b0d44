"""Set a plain letter with typst: values in, PDF/A-3a and PDF/UA-1 bytes out, the same bytes for the same values."""

import json
from datetime import timedelta
from pathlib import Path

from ozgcloud.adapters.typst.satz import TypstOptions, compile_pdf, load_fonts
from ozgcloud.adapters.typst.zeichen import Schriftfehler, Zeichenfilter, glyphs_in
from ozgcloud.core.errors import Reject, Retry
from ozgcloud.postfach.port import Brief

TEMPLATE = Path(__file__).with_name("brief.typ")
MAX_LINES = 9


class TypstBrief:
    """Implements `postfach.port.BriefPort`."""

    def __init__(self, options: TypstOptions) -> None:
        self._options = options

    def render(self, brief: Brief) -> bytes:
        """See the port. A missing glyph never stops a letter; a missing font family is `Retry`."""
        zeilen = [zeile for zeile in brief.empfaenger if zeile.strip()]
        if not zeilen:
            raise Reject("Der Brief hat keine Anschrift. Bitte ergänzen Sie die Empfängerin oder den Empfänger.")
        if len(zeilen) > MAX_LINES:
            raise Reject("Die Anschrift ist für das Anschriftfeld zu lang (höchstens neun Zeilen).")
        try:
            glyphen, schriften = glyphs_in(self._options.schriften), load_fonts(self._options.schriften)
        except Schriftfehler as fehler:
            raise Retry(
                "Die Schriften für Briefe fehlen auf diesem System. Bitte führen Sie die Einrichtung erneut aus.",
                timedelta(minutes=10),
            ) from fehler
        daten = json.dumps(_daten(brief, zeilen, Zeichenfilter(glyphen)), ensure_ascii=False, sort_keys=True)
        return compile_pdf(TEMPLATE, schriften, {"daten": daten}, zeitpunkt=int(brief.erstellt_am.timestamp()))


def _daten(b: Brief, zeilen: list[str], f: Zeichenfilter) -> dict[str, object]:
    kontakt = (("Auskunft erteilt", b.kontakt.name), ("Zimmer", b.kontakt.raum), ("Telefon", b.kontakt.telefon))
    daten: dict[str, object] = {
        "behoerde": {
            "name": f.clean_line(b.behoerde.name),
            "organisationseinheit": f.clean_line(b.behoerde.organisationseinheit),
            "anschrift": [f.clean_line(zeile) for zeile in b.behoerde.anschrift],
        },
        "infoblock": [[name, f.clean_line(wert)] for name, wert in (*kontakt, ("Datum", _tag(b))) if wert.strip()],
        "empfaenger": [f.clean_line(zeile) for zeile in zeilen],
        "betreff": f.clean_line(b.betreff) or "Ihr Antrag",
        "datum": _tag(b),
        "anrede": f.clean_line(b.anrede),
        "absaetze": [f.clean(text) for text in b.absaetze if text.strip()],
        "merkposten": [[f.clean_line(name), f.clean_line(wert)] for name, wert in b.merkposten],
        "listentitel": f.clean(b.listentitel),
        "liste": [f.clean(text) for text in b.liste if text.strip()],
        "schluss": [f.clean(text) for text in b.schluss if text.strip()],
        "grussformel": f.clean_line(b.grussformel),
        "unterzeichner": f.clean_line(b.unterzeichner),
        "uebungsmodus": b.uebungsmodus,
    }
    daten["umbruch"] = "simple" if f.endlos else "optimized"
    return daten


def _tag(brief: Brief) -> str:
    return f"{brief.datum:%d.%m.%Y}"

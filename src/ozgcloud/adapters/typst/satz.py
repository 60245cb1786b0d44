"""Set a Bescheid with typst: frozen values in, PDF/A-3a and PDF/UA-1 bytes out, the same bytes for the same values."""

import json
import math
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

import typst

from ozgcloud.adapters.typst.zeichen import Schriftfehler, Zeichenfilter, glyphs_in
from ozgcloud.bescheid.port import Bescheid, Datenfeld
from ozgcloud.core.errors import Reject, Retry

VORLAGE: Final = "bescheid-din5008b/1"

_VORLAGENDATEI = Path(__file__).with_name("bescheid.typ")
_FAMILIE = "Fira Sans"
_GEWICHTE = {400, 700}
_MAX_ANSCHRIFTZEILEN = 9
# 40 mm of address field in the smallest type: 13 lines of about 50 characters.
_MAX_GESETZTE_ZEILEN = 13
_ZEICHEN_JE_ZEILE = 50
_MAX_TIEFE = 20

Json: TypeAlias = str | bool | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypstOptions:
    """`schriften`: folder with FiraSans-Regular.ttf and FiraSans-Bold.ttf at least. WOFF2 is not read by typst."""

    schriften: Path


class TypstBescheid:
    """Implements `bescheid.port.BescheidPort`."""

    def __init__(self, options: TypstOptions) -> None:
        self._options = options

    @property
    def vorlage(self) -> str:
        """Name and version of the template."""
        return VORLAGE

    def render(self, bescheid: Bescheid) -> bytes:
        """See the port. A missing glyph never stops a letter; a missing font family is `Retry`."""
        try:
            glyphen = glyphs_in(self._options.schriften)
            schriften = load_fonts(self._options.schriften)
        except Schriftfehler as fehler:
            raise Retry(
                "Die Schriften für Bescheide fehlen auf diesem System. Bitte führen Sie die Einrichtung erneut aus.",
                timedelta(minutes=10),
            ) from fehler
        _check_address(bescheid)
        filter_ = Zeichenfilter(glyphen)
        eingaben = {
            "daten": json.dumps(_daten(bescheid, filter_), ensure_ascii=False, sort_keys=True),
            "formular": _formular(bescheid.formular_json),
        }
        return compile_pdf(_VORLAGENDATEI, schriften, eingaben, zeitpunkt=int(bescheid.erstellt_am.timestamp()))


@lru_cache(maxsize=8)
def load_fonts(ordner: Path) -> typst.Fonts:
    """The fonts of this folder and no others; raises Schriftfehler when the family is not there."""
    # Without the fonts typst brings along: a silent fallback to its own serif must be impossible.
    schriften = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[ordner])
    vorhanden = {s.weight for s in schriften.fonts() if s.family == _FAMILIE}
    if not vorhanden >= _GEWICHTE:
        raise Schriftfehler(f"{_FAMILIE} fehlt in {ordner}: vorhanden {sorted(vorhanden)}")
    return schriften


def compile_pdf(vorlage: Path, schriften: typst.Fonts, eingaben: dict[str, str], *, zeitpunkt: int) -> bytes:
    """Set a template with these inputs; `zeitpunkt` (Unix seconds) is written into the PDF. Raises Reject."""
    try:
        setzer = typst.Compiler(
            vorlage,
            root=vorlage.parent,
            font_paths=schriften,
            ignore_system_fonts=True,
            sys_inputs=eingaben,
        )
        pdf, warnungen = setzer.compile_with_warnings(format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=zeitpunkt)
    except typst.TypstError as fehler:
        raise Reject(
            "Aus diesen Angaben lässt sich kein barrierefreies Schreiben setzen. Bitte prüfen Sie die Texte."
        ) from fehler
    if warnungen or not isinstance(pdf, bytes):
        raise Reject("Beim Setzen des Schreibens trat eine Warnung auf. Er wurde nicht erzeugt: " + _summary(warnungen))
    return pdf


def _summary(warnungen: list[typst.TypstWarning]) -> str:
    return "; ".join(w.message for w in warnungen[:3])


def _check_address(bescheid: Bescheid) -> None:
    zeilen = [z for z in bescheid.empfaenger if z.strip()]
    gesetzt = sum(math.ceil(len(z) / _ZEICHEN_JE_ZEILE) for z in zeilen)
    if not zeilen:
        raise Reject("Der Bescheid hat keine Anschrift. Bitte ergänzen Sie die Empfängerin oder den Empfänger.")
    if len(zeilen) > _MAX_ANSCHRIFTZEILEN or gesetzt > _MAX_GESETZTE_ZEILEN:
        raise Reject("Die Anschrift ist für das Anschriftfeld zu lang (höchstens neun Zeilen). Bitte kürzen Sie sie.")


def _formular(roh: bytes) -> str:
    try:
        text = roh.decode("utf-8")
        if text:
            json.loads(text)
    except ValueError as fehler:
        raise Reject("Die Formulardaten sind kein gültiges JSON und lassen sich nicht beifügen.") from fehler
    return text


def _daten(b: Bescheid, f: Zeichenfilter) -> dict[str, Json]:
    def texte(werte: tuple[str, ...]) -> list[Json]:
        return [f.clean(w) for w in werte if w.strip()]

    daten: dict[str, Json] = {
        "titel": f"Bescheid {f.clean_line(b.aktenzeichen)}: {f.clean_line(b.betreff)}",
        "beschreibung": f"Bescheid zum Vorgang {f.clean_line(b.vorgangsnummer)}, Ergebnis: {b.ergebnis.value}",
        "schlagworte": ["Bescheid", b.ergebnis.value, f.clean_line(b.aktenzeichen)],
        "behoerde": {
            "name": f.clean_line(b.behoerde.name),
            "organisationseinheit": f.clean_line(b.behoerde.organisationseinheit),
            "anschrift": [f.clean_line(z) for z in b.behoerde.anschrift],
            "internet": f.clean_line(b.behoerde.internet),
        },
        "infoblock": _infoblock(b, f),
        "empfaenger": [f.clean_line(z) for z in b.empfaenger if z.strip()],
        "vorgangsnummer": f.clean_line(b.vorgangsnummer),
        "aktenzeichen": f.clean_line(b.aktenzeichen),
        "datum": f"{b.datum:%d.%m.%Y}",
        "betreff": f.clean_line(b.betreff) or "Bescheid",
        "anrede": f.clean_line(b.anrede),
        "tenor": texte(b.tenor),
        "nebenbestimmungen": texte(b.nebenbestimmungen),
        "begruendung": texte(b.begruendung),
        "gebuehr": f.clean(b.gebuehr).strip(),
        "rechtsgrundlagen": texte(b.rechtsgrundlagen),
        "rechtsbehelfsbelehrung": texte(b.rechtsbehelfsbelehrung),
        "grussformel": f.clean_line(b.grussformel),
        "unterzeichner": f.clean_line(b.unterzeichner),
        "unterzeichner_funktion": f.clean_line(b.unterzeichner_funktion),
        "antragsdaten": [_feld(d, f, 0) for d in b.antragsdaten],
        "uebungsmodus": b.uebungsmodus,
    }
    # Measured with 10,000 characters of "a/" in the tenor: 14 s optimized, below 0.5 s simple.
    daten["umbruch"] = "simple" if f.endlos else "optimized"
    daten["hinweis"] = _hinweis(b) if f.ersetzt else ""
    return daten


def _hinweis(b: Bescheid) -> str:
    beigefuegt = " Die eingegangenen Daten liegen dieser Datei unverändert bei." if b.formular_json else ""
    return f"Hinweis: Einzelne Zeichen kann die Schrift dieses Schreibens nicht darstellen; dort steht ▯.{beigefuegt}"


def _infoblock(b: Bescheid, f: Zeichenfilter) -> list[Json]:
    angaben = [
        ("Aktenzeichen", b.aktenzeichen if b.aktenzeichen != b.vorgangsnummer else ""),
        ("Vorgangsnummer", b.vorgangsnummer),
        ("Auskunft erteilt", b.kontakt.name),
        ("Zimmer", b.kontakt.raum),
        ("Telefon", b.kontakt.telefon),
        ("E-Mail", b.kontakt.email),
        ("Datum", f"{b.datum:%d.%m.%Y}"),
    ]
    # A long e-mail address may break behind the at sign, nowhere else.
    return [[name, f.clean_line(wert).replace("@", "@\u200b")] for name, wert in angaben if wert.strip()]


def _feld(feld: Datenfeld, f: Zeichenfilter, tiefe: int) -> dict[str, Json]:
    if tiefe > _MAX_TIEFE:
        raise Reject("Die Antragsdaten sind zu tief verschachtelt, um sie dem Bescheid beizulegen.")
    return {
        "label": f.clean(feld.label),
        "wert": f.clean(feld.wert) if feld.wert.strip() or feld.kinder else "–",
        "kinder": [_feld(kind, f, tiefe + 1) for kind in feld.kinder],
    }

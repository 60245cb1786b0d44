"""One raw value → one cleaned value: the data types of XDatenfelder 3.0.0 as people in Germany write them.

Cleaned values are JSON: text, ISO dates and times, decimals as str (`"1234.5"`), int, bool, `{"code", "label"}`.
Everything that cannot be accepted raises `Ungueltig` with a German sentence that says what to do.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from ozgcloud.datenschema import muster_lauf, zeichen
from ozgcloud.datenschema.baum import GRENZE_TEXT, Datentyp, Knoten, Wert
from ozgcloud.datenschema.muster import MusterFehler

Klarwert = str | int | bool | dict[str, str | int]
"""A cleaned value; JSON-able."""

GRENZE_ZIFFERN = 24
"""Most characters of a number; decimal arithmetic stays exact (28 digits)."""

_DATUM = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})|([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ZEIT = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?(?: ?Uhr)?")
_DATUMZEIT = re.compile(r"(\S+?\.? ?\S*?\.? ?[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?:,? +|T)(?:um )?([0-9].*)")
_GANZ = re.compile(r"[+-]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)")
_ZAHL = re.compile(r"([+-]?)(?:([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]+))?|([0-9]+)\.([0-9]+))")
_JA_NEIN = {
    "true": True, "ja": True, "1": True, "on": True, "j": True, "wahr": True,
    "false": False, "nein": False, "0": False, "off": False, "n": False, "falsch": False,
}  # fmt: skip


class Ungueltig(ValueError):
    """The value is not acceptable; the text is for the citizen."""


def lies_datum(text: str) -> date:
    """`21.11.2026` or ISO; a real date of the years 1000 to 9999."""
    treffer = _DATUM.fullmatch(text)
    if not treffer:
        raise Ungueltig("Bitte geben Sie das Datum als Tag, Monat und Jahr an, zum Beispiel 21.11.2026.")
    tag, monat, jahr = treffer.group(1, 2, 3) if treffer[1] else treffer.group(6, 5, 4)
    if int(jahr) < 1000:
        raise Ungueltig("Bitte geben Sie das Jahr mit vier Ziffern an, zum Beispiel 21.11.2026.")
    try:
        return date(int(jahr), int(monat), int(tag))
    except ValueError:
        raise Ungueltig("Dieses Datum gibt es nicht. Bitte prüfen Sie Tag und Monat.") from None


def lies_zeit(text: str) -> time:
    """`14:30`, `14.30 Uhr` or `14:30:05`."""
    treffer = _ZEIT.fullmatch(text)
    try:
        if treffer:
            return time(int(treffer[1]), int(treffer[2]), int(treffer[3] or 0))
    except ValueError:
        pass
    raise Ungueltig("Bitte geben Sie die Uhrzeit mit Stunden und Minuten an, zum Beispiel 14:30.")


def lies_datumzeit(text: str) -> datetime:
    """Date and time of Germany without zone: `21.11.2026 14:30` or ISO."""
    treffer = _DATUMZEIT.fullmatch(text)
    if not treffer:
        raise Ungueltig("Bitte geben Sie Datum und Uhrzeit an, zum Beispiel 21.11.2026 14:30.")
    return datetime.combine(lies_datum(treffer[1]), lies_zeit(treffer[2]))


def lies_zahl(text: str) -> Decimal:
    """German number: comma for decimals, dots for thousands; a single other dot is read as decimal point."""
    roh = text.replace("−", "-").replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    treffer = _ZAHL.fullmatch(roh) if len(roh) <= GRENZE_ZIFFERN else None
    if not treffer:
        raise Ungueltig("Bitte geben Sie eine Zahl ein, zum Beispiel 1234,56.")
    vorzeichen, ganz, komma, ganz_punkt, punkt = treffer.groups()
    return Decimal(f"{vorzeichen}{(ganz or ganz_punkt).replace('.', '')}.{komma or punkt or '0'}")


def schreibe_zahl(zahl: Decimal) -> str:
    """Plain decimal notation with a point, without superfluous zeros."""
    text = format(zahl, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _grenze(text: str) -> Decimal | None:
    try:
        wert = Decimal(text)
    except InvalidOperation:
        return None
    return wert if wert.is_finite() else None


def _deutsch(zahl: Decimal) -> str:
    return schreibe_zahl(zahl).replace(".", ",")


def _pruefe_bereich(zahl: Decimal, knoten: Knoten) -> None:
    kleinste = _grenze(knoten.praezisierung.min_wert)
    groesste = _grenze(knoten.praezisierung.max_wert)
    if kleinste is not None and zahl < kleinste:
        raise Ungueltig(f"Bitte geben Sie eine Zahl ab {_deutsch(kleinste)} ein.")
    if groesste is not None and zahl > groesste:
        raise Ungueltig(f"Bitte geben Sie eine Zahl bis {_deutsch(groesste)} ein.")


def _text(roh: str, knoten: Knoten) -> str:
    grenzen = knoten.praezisierung
    hoechstens = min(grenzen.max_laenge or GRENZE_TEXT, GRENZE_TEXT)
    text = zeichen.normalisiere(roh)
    if len(text) > hoechstens:
        raise Ungueltig(
            f"Ihre Eingabe hat {len(text)} Zeichen, möglich sind höchstens {hoechstens}. "
            "Bitte kürzen Sie sie; Ihr Text bleibt so lange stehen."
        )
    if fehler := zeichen.unerlaubt(text):
        raise Ungueltig(fehler)
    if knoten.datentyp == Datentyp.TEXT_LATIN and (fehler := zeichen.nicht_lateinisch(text)):
        raise Ungueltig(fehler)
    if grenzen.min_laenge and len(text) < grenzen.min_laenge:
        raise Ungueltig(f"Ihre Eingabe ist zu kurz. Bitte geben Sie mindestens {grenzen.min_laenge} Zeichen ein.")
    _pruefe_muster(text, knoten)
    return text


def lies_freien_text(roh: object, laengen: range) -> str:
    """What `lies` gives for an ordinary text in a field that takes any; empty for all that needs a closer look."""
    if type(roh) is not str:
        return ""
    text = unicodedata.normalize("NFC", roh).strip()
    return text if len(text) in laengen and text.isprintable() else ""


def _pruefe_muster(text: str, knoten: Knoten) -> None:
    """Patterns that cannot be checked are open points of the schema and stop nobody."""
    muster = knoten.praezisierung.muster
    if not muster or muster_lauf.unpruefbar(muster):
        return
    try:
        passt = muster_lauf.passt(muster, text)
    except MusterFehler as fehler:
        raise Ungueltig(f"{fehler} Bitte kürzen Sie sie.") from None
    if not passt:
        raise Ungueltig("Ihre Eingabe hat nicht die erwartete Form. Bitte prüfen Sie die Schreibweise.")


def _datum(roh: str, knoten: Knoten) -> str:
    wert = lies_datum(roh)
    grenzen = knoten.praezisierung
    for text, zu_klein in ((grenzen.min_wert, True), (grenzen.max_wert, False)):
        try:
            grenze = date.fromisoformat(text)
        except ValueError:
            continue
        if (wert < grenze) if zu_klein else (wert > grenze):
            richtung = "ab" if zu_klein else "bis"
            raise Ungueltig(f"Bitte geben Sie ein Datum {richtung} dem {grenze:%d.%m.%Y} an.")
    return wert.isoformat()


def _zahl(roh: str, knoten: Knoten) -> str:
    wert = lies_zahl(roh)
    _pruefe_bereich(wert, knoten)
    return schreibe_zahl(wert)


def _ganzzahl(roh: str, knoten: Knoten) -> int:
    text = roh.replace("−", "-").replace(" ", "").replace("\u00a0", "")
    if not _GANZ.fullmatch(text) or len(text) > GRENZE_ZIFFERN:
        raise Ungueltig("Bitte geben Sie eine ganze Zahl ein, zum Beispiel 12.")
    wert = int(text.replace(".", ""))
    _pruefe_bereich(Decimal(wert), knoten)
    _pruefe_muster(str(wert), knoten)
    return wert


def _betrag(roh: str, knoten: Knoten) -> str:
    wert = lies_zahl(re.sub(r" ?(€|EUR|Euro)$", "", roh.strip()))
    if wert != wert.quantize(Decimal("0.01")):
        raise Ungueltig("Bitte geben Sie den Betrag mit höchstens zwei Nachkommastellen an, zum Beispiel 12,50.")
    _pruefe_bereich(wert, knoten)
    return format(wert.quantize(Decimal("0.01")), "f")


def _wahrheit(roh: str, _knoten: Knoten) -> bool:
    wert = _JA_NEIN.get(roh.strip().lower())
    if wert is None:
        raise Ungueltig("Bitte wählen Sie Ja oder Nein.")
    return wert


_LESER: Mapping[str, Callable[[str, Knoten], Klarwert]] = {
    Datentyp.DATE: _datum,
    Datentyp.TIME: lambda roh, _: lies_zeit(roh).isoformat(),
    Datentyp.DATETIME: lambda roh, _: lies_datumzeit(roh).isoformat(),
    Datentyp.NUM: _zahl,
    Datentyp.NUM_INT: _ganzzahl,
    Datentyp.NUM_CURRENCY: _betrag,
    Datentyp.BOOL: _wahrheit,
}


def lies(roh: str, knoten: Knoten) -> Klarwert:
    """Cleaned value of a field without list; unknown data types are read as text. Raises Ungueltig."""
    leser = _LESER.get(knoten.datentyp)
    if leser is None:
        return _text(roh, knoten)
    if len(roh) > 100:
        raise Ungueltig(f"Ihre Eingabe ist mit {len(roh)} Zeichen zu lang. Bitte prüfen Sie sie.")
    if fehler := zeichen.unerlaubt(roh.strip()):
        raise Ungueltig(fehler)
    return leser(zeichen.normalisiere(roh), knoten)


def waehle(roh: str, werte: Mapping[str, Wert], liste: str = "") -> Klarwert:
    """Code and label of the chosen entry (`liste` names the code list version). Raises Ungueltig."""
    wert = werte.get(roh.strip())
    if wert is None:
        raise Ungueltig("Bitte wählen Sie einen Eintrag aus der Liste.")
    ergebnis: dict[str, str | int] = {"code": wert.code, "label": wert.label}
    if liste:
        ergebnis["liste"] = liste
    return ergebnis

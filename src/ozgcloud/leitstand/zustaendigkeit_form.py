"""The form of a rule and the filter of the list, from text in the browser to values and back."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.leitstand.eingaben import read_date
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.zustaendigkeit.queries.regeln import Auswahl, Stelle
from ozgcloud.zustaendigkeit.queries.stellen import name_of, offices_of
from ozgcloud.zustaendigkeit.rules.angaben import Regelangaben
from ozgcloud.zustaendigkeit.rules.aufloesung import Ebene

LABELS = {
    "leistung_praefix": "Leistungsschlüssel",
    "ars_praefix": "Regionalschlüssel",
    "ebene": "Ebene",
    "mandant": "Verwaltung",
    "organisationseinheit": "Organisationseinheit",
    "gueltig_von": "Gilt ab",
    "gueltig_bis": "Gilt bis",
    "quelle": "Quelle",
}
MAX_TEXT = 200


def text_of(data: Mapping[str, str], name: str) -> str:
    """One posted text without control characters, shortened to what any field takes."""
    return "".join(c for c in data.get(name, "") if c.isprintable()).strip()[: MAX_TEXT * 3]


def read_angaben(data: Mapping[str, str], *, uebung: bool = False) -> Regelangaben:
    """What the form says, with the name of the office; the action judges the rest. Raises InvalidInput, all at once."""
    fehler: dict[str, str] = {}
    days: dict[str, date | None] = {}
    for name in ("gueltig_von", "gueltig_bis"):
        try:
            days[name] = read_date(data, name, optional=True)
        except InvalidInput as error:
            fehler |= error.fehler
    if "gueltig_von" in days and days["gueltig_von"] is None:
        fehler["gueltig_von"] = "Bitte geben Sie an, ab wann die Regel gilt."
    mandant_id, einheit, stelle = 0, None, ""
    try:
        mandant_id, einheit, stelle = _read_stelle(data)
    except InvalidInput as error:
        fehler |= error.fehler
    if fehler:
        raise InvalidInput("Bitte prüfen Sie Ihre Angaben.", fehler)
    return Regelangaben(
        leistung_praefix=text_of(data, "leistung_praefix").replace(" ", ""),
        ars_praefix=text_of(data, "ars_praefix").replace(" ", ""),
        ebene=text_of(data, "ebene"),
        mandant_id=mandant_id,
        organisationseinheit_id=einheit,
        stelle=stelle,
        gueltig_von=days["gueltig_von"] or date.min,
        gueltig_bis=days["gueltig_bis"],
        quelle=text_of(data, "quelle"),
        uebung=uebung,
    )


def _read_stelle(data: Mapping[str, str]) -> tuple[int, UUID | None, str]:
    text = text_of(data, "mandant")
    try:
        mandant = get_mandant(int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1)
    except NotFound:
        raise InvalidInput("Die Verwaltung fehlt.", {"mandant": "Bitte wählen Sie eine Verwaltung aus."}) from None
    name = text_of(data, "organisationseinheit")
    if not name:
        return mandant.id, None, mandant.name
    for einheit_id, einheit in offices_of(mandant.id):
        if einheit.casefold() == name.casefold():
            return mandant.id, einheit_id, name_of(mandant, einheit)
    known = ", ".join(f"„{einheit}“" for _, einheit in offices_of(mandant.id)[:10]) or "noch keine"
    raise InvalidInput(
        "Die Organisationseinheit gibt es nicht.",
        {"organisationseinheit": f"Bei „{mandant.name}“ eingerichtet: {known}."},
    )


def texts_of(angaben: Regelangaben) -> dict[str, str]:
    """A rule as the form shows it."""
    names: dict[UUID | None, str] = dict(offices_of(angaben.mandant_id))
    bis = angaben.gueltig_bis
    return {
        "leistung_praefix": angaben.leistung_praefix,
        "ars_praefix": angaben.ars_praefix,
        "ebene": angaben.ebene,
        "mandant": str(angaben.mandant_id),
        "organisationseinheit": names.get(angaben.organisationseinheit_id, ""),
        "gueltig_von": f"{angaben.gueltig_von:%d.%m.%Y}",
        "gueltig_bis": f"{bis:%d.%m.%Y}" if bis else "",
        "quelle": angaben.quelle,
    }


def read_auswahl(query: Mapping[str, str]) -> Auswahl:
    """The filter an address asks for; what is unknown there is left out."""
    ebene, mandant = query.get("ebene", ""), query.get("mandant", "")
    try:
        am = read_date(query, "am", optional=True)
    except InvalidInput:
        am = None
    return Auswahl(
        suche=text_of(query, "suche")[:MAX_TEXT],
        ebene=ebene if ebene in set(Ebene) else "",
        mandant_id=int(mandant) if mandant.isascii() and mandant.isdigit() and len(mandant) < 10 else None,
        am=am,
    )


def write_auswahl(auswahl: Auswahl, after: Stelle | None) -> str:
    """The query string of a filter, with the cursor of the next page; empty at the end."""
    if after is None:
        return ""
    parts = {
        "suche": auswahl.suche,
        "ebene": auswahl.ebene,
        "mandant": str(auswahl.mandant_id or ""),
        "am": f"{auswahl.am:%d.%m.%Y}" if auswahl.am else "",
        "nach": f"{after.ars_praefix}.{after.leistung_praefix}.{after.id}",
    }
    return urlencode({name: wert for name, wert in parts.items() if wert})


def read_cursor(text: str) -> Stelle | None:
    """The cursor of an address; None (the beginning) when it is none."""
    ars, _, rest = text.partition(".")
    leistung, _, key = rest.partition(".")
    try:
        return Stelle(ars[:12], leistung[:14], UUID(key)) if "\x00" not in text else None
    except ValueError:
        return None

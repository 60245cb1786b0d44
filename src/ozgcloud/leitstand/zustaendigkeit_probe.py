"""The test page: one Leistung, one place, one day, and what would happen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ozgcloud.core import clock
from ozgcloud.core.errors import InvalidInput, OzgError
from ozgcloud.leistung.queries import names_of
from ozgcloud.leitstand.eingaben import read_date
from ozgcloud.leitstand.zustaendigkeit_form import text_of
from ozgcloud.mandant.gebietsangaben import land_of
from ozgcloud.mandant.ortssuche import find_gebiete
from ozgcloud.mandant.queries import get_gebiet, get_mandant
from ozgcloud.zustaendigkeit.queries import find_stelle
from ozgcloud.zustaendigkeit.rules.aufloesung import EBENEN, LEISTUNG_LENGTH, Ebene

LABELS = {"leistung": "Leistungsschlüssel", "ort": "Ort", "tag": "Tag"}


def load_probe(query: Mapping[str, str]) -> dict[str, Any]:
    """The template context: what was asked, the answer with its explanation, or the places a name can mean."""
    texte = {name: text_of(query, name) for name in ("leistung", "ort", "gebiet", "tag")}
    context: dict[str, Any] = {"texte": {**texte, "tag": texte["tag"] or f"{clock.today():%d.%m.%Y}"}, "fehler": {}}
    if not any(texte.values()):
        return context
    fehler: dict[str, str] = {}
    leistung = texte["leistung"].replace(" ", "")
    if len(leistung) != LEISTUNG_LENGTH or not leistung.isascii() or not leistung.isdigit():
        fehler["leistung"] = "Bitte geben Sie alle 14 Ziffern an."
    tag = clock.today()
    try:
        tag = read_date(query, "tag") or tag
    except InvalidInput as error:
        fehler |= error.fehler
    ars, orte = _place(texte, tag, fehler)
    if fehler:
        summary = [(f"id_{feld}", f"{LABELS[feld]}: {text}") for feld, text in fehler.items()]
        return {**context, "fehler": fehler, "fehlerliste": summary}
    if not ars:
        return {**context, "orte": orte}
    return {**context, **_answer(leistung, ars, tag)}


def _place(texte: Mapping[str, str], tag: date, fehler: dict[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """The Regionalschlüssel, or the places to choose from; `fehler` gets a sentence when there is neither."""
    if texte["gebiet"]:
        try:
            return get_gebiet(texte["gebiet"]).ars, []
        except OzgError as error:
            fehler["ort"] = error.meldung
            return "", []
    suche = find_gebiete(texte["ort"], tag)
    if suche.eindeutig:
        return suche.treffer[0].ars, []
    if not suche.treffer:
        fehler["ort"] = "Diesen Ort gibt es an diesem Tag nicht. Bitte geben Sie Postleitzahl, Name oder Schlüssel an."
    return "", [(gebiet.ars, f"{gebiet.name} ({gebiet.ars})") for gebiet in suche.treffer]


def _answer(leistung: str, ars: str, tag: date) -> dict[str, Any]:
    try:
        stelle = find_stelle(leistung=leistung, ars=ars, tag=tag, land_id=land_of(ars))
    except OzgError as error:
        return {"hindernis": error.meldung}
    ebene = stelle.erklaerung["tatsachen"]["ebene"]
    return {
        "stelle": stelle,
        "verwaltung": get_mandant(stelle.mandant_id).name,
        "erklaerung": stelle.erklaerung,
        "leistung_name": names_of([leistung]).get(leistung, "unbekannte Leistung"),
        "ort_name": get_gebiet(ars).name,
        "ebene": EBENEN[Ebene(ebene)] if ebene else "nicht eingetragen",
    }

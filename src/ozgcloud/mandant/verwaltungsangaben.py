"""What an operator says about a Verwaltung that is to be a Mandant: read, checked, with a sentence per field.

Plain Python. Columns of the list: kurz, name, art, land (required), ars, strasse, plz, ort, telefon, email,
einheiten, uebung_von, aktiv_ab. See the handbook.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ozgcloud.core.eingabe import ARS, PLZ
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.imports import read_day_of
from ozgcloud.mandant.gebietsangaben import LAENDER, land_of, no_key

REQUIRED = ("kurz", "name", "art", "land")
ARTEN = ("amt", "gemeinde", "stadt", "kreis", "land", "kammer", "clearing")
MAX_KURZ = 50
MAX_TEXT = 200
MAX_EINHEITEN = 200
MAX_GEBIETE = 400
KURZ = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TELEFON = re.compile(r"[0-9+()/ .-]{3,40}")
EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
TEXTS = ("strasse", "ort")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwaltungsangaben:
    """A Verwaltung as it is to be. `kurz` names it for good; `gebiete` are the Regionalschlüssel of its area.

    `einheiten` are added to those it has, never removed. `uebung_von` is the `kurz` of the original of a practice twin.
    """

    kurz: str
    name: str
    art: str
    land: int
    gebiete: tuple[str, ...] = ()
    strasse: str = ""
    plz: str = ""
    ort: str = ""
    telefon: str = ""
    email: str = ""
    einheiten: tuple[str, ...] = ()
    uebung_von: str = ""
    aktiv_ab: date | None = None


def read_verwaltung(werte: Mapping[str, str]) -> Verwaltungsangaben:
    """One row or form. Raises InvalidInput that names every wrong field."""
    fehler: dict[str, str] = {}
    try:
        aktiv_ab = read_day_of(werte, "aktiv_ab")
    except InvalidInput as error:
        aktiv_ab, fehler["aktiv_ab"] = None, error.meldung
    angaben = Verwaltungsangaben(
        kurz=werte.get("kurz", "").strip(),
        name=_line(werte.get("name", "")),
        art=werte.get("art", "").strip().lower(),
        land=find_land(werte.get("land", "")),
        gebiete=tuple(dict.fromkeys(werte.get("ars", "").split())),
        strasse=_line(werte.get("strasse", "")),
        plz=werte.get("plz", "").strip(),
        ort=_line(werte.get("ort", "")),
        telefon=_line(werte.get("telefon", "")),
        email=werte.get("email", "").strip(),
        einheiten=tuple(dict.fromkeys(_line(e) for e in werte.get("einheiten", "").split(";") if e.strip())),
        uebung_von=werte.get("uebung_von", "").strip(),
        aktiv_ab=aktiv_ab,
    )
    return require_verwaltung(angaben, fehler)


def require_verwaltung(angaben: Verwaltungsangaben, fehler: Mapping[str, str] | None = None) -> Verwaltungsangaben:
    """The same angaben; raises InvalidInput that names every wrong field (`fehler`: what is wrong already)."""
    found = dict(fehler or {}) | _names(angaben) | _contact(angaben) | _lists(angaben)
    if found:
        raise InvalidInput("Die Angaben zur Verwaltung sind nicht vollständig richtig.", found)
    return angaben


def find_land(text: str) -> int:
    """Key of a Land by key, short sign or name; 0 for none."""
    wanted = text.strip().casefold()
    if wanted.isascii() and wanted.isdigit() and len(wanted) <= 2:
        return int(wanted) if int(wanted) in LAENDER else 0
    return next((key for key, names in LAENDER.items() if wanted in {name.casefold() for name in names}), 0)


def _line(text: str) -> str:
    return " ".join(text.split())


def _names(angaben: Verwaltungsangaben) -> dict[str, str]:
    fehler = {}
    if not KURZ.fullmatch(angaben.kurz) or len(angaben.kurz) > MAX_KURZ:
        fehler["kurz"] = (
            f"Der Kurzname besteht aus 1 bis {MAX_KURZ} Kleinbuchstaben, Ziffern und Bindestrichen, "
            "zum Beispiel „amt-preetz-land“."
        )
    if not _fits(angaben.name):
        fehler["name"] = f"Bitte geben Sie den Namen an, höchstens {MAX_TEXT} Zeichen."
    if angaben.art not in ARTEN:
        fehler["art"] = f"Die Art ist eine von: {', '.join(ARTEN)}."
    if angaben.land not in LAENDER:
        fehler["land"] = "Bitte nennen Sie das Land, zum Beispiel SH oder Schleswig-Holstein."
    return fehler


def _contact(angaben: Verwaltungsangaben) -> dict[str, str]:
    fehler = {}
    for feld in TEXTS:
        text = getattr(angaben, feld)
        if text and not _fits(text):
            fehler[feld] = f"Bitte höchstens {MAX_TEXT} druckbare Zeichen verwenden."
    if angaben.plz and not PLZ.fullmatch(angaben.plz):
        fehler["plz"] = "Eine Postleitzahl hat fünf Ziffern."
    if angaben.telefon and not TELEFON.fullmatch(angaben.telefon):
        fehler["telefon"] = "Bitte geben Sie die Telefonnummer mit Ziffern an, zum Beispiel 04342 303-0."
    if angaben.email and (not EMAIL.fullmatch(angaben.email) or not _fits(angaben.email)):
        fehler["email"] = "Bitte geben Sie eine E-Mail-Adresse in der Form name@verwaltung.de an."
    return fehler


def _lists(angaben: Verwaltungsangaben) -> dict[str, str]:
    fehler = {}
    if len(angaben.gebiete) > MAX_GEBIETE:
        fehler["ars"] = f"Bitte höchstens {MAX_GEBIETE} Gebiete nennen; ein Kreis steht für alle seine Gemeinden."
    wrong = [ars for ars in angaben.gebiete if not ARS.fullmatch(ars)]
    if wrong:
        fehler["ars"] = no_key(wrong[0])
    elif any(land_of(ars) != angaben.land for ars in angaben.gebiete) and angaben.land in LAENDER:
        fehler["ars"] = f"Ein Gebiet liegt nicht in {LAENDER[angaben.land][1]}."
    if len(angaben.einheiten) > MAX_EINHEITEN or not all(_fits(name) for name in angaben.einheiten):
        fehler["einheiten"] = (
            f"Bitte höchstens {MAX_EINHEITEN} Organisationseinheiten nennen, je höchstens {MAX_TEXT} Zeichen."
        )
    if angaben.uebung_von and (angaben.uebung_von == angaben.kurz or angaben.art == "clearing"):
        fehler["uebung_von"] = "Ein Übungsmandant hat eine andere Verwaltung als Vorbild."
    return fehler


def _fits(text: str) -> bool:
    return 0 < len(text) <= MAX_TEXT and text.isprintable()

"""Reading what a browser sent: never trusted, never lost, never too long for the database."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from ozgcloud.antrag.queries import EntwurfStand
from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.baum import Schema
from ozgcloud.datenschema.belegung import passt
from ozgcloud.datenschema.pruefung import pruefe
from ozgcloud.datenschema.queries import load_codelisten
from ozgcloud.datenschema.schritte import Schritt, gehoert_zum_schritt
from ozgcloud.datenschema.sichtbau import ENTFERNEN, HINZUFUEGEN
from ozgcloud.datenschema.zusammenfassung import anzeige

MAX_SEARCH = 200
VERSION = "_version"
WEITER = "_weiter"
TROTZDEM = "_trotzdem"
ZURUECK = "_zurueck"
SPAETER = "_spaeter"
DATEI_ENTFERNEN = "_datei_entfernen"
BUTTONS = (DATEI_ENTFERNEN, ENTFERNEN, HINZUFUEGEN, ZURUECK, SPAETER, TROTZDEM, WEITER)
OWN = frozenset({*BUTTONS, VERSION, "_entwurfscode", "csrfmiddlewaretoken"})
ERSATZ = "\ufffd"
NUMBER_DIGITS = 9


def plain(text: str) -> str:
    """PostgreSQL stores no NUL: it becomes the visible replacement character."""
    return text.replace("\x00", ERSATZ)


def read(data: QueryDict, name: str, limit: int = MAX_SEARCH) -> str:
    """One short text of a search or code field, without blanks around, cut at `limit` characters."""
    return plain(data.get(name, "")).strip()[:limit]


@dataclass(frozen=True, slots=True)
class Gesendet:
    """A posted page of the form: values by address, the button, and how many names the form does not know.

    `version` is that of the draft the page was made from: None when the sender does not say, -1 when it is no number.
    """

    werte: dict[str, str]
    knopf: str
    wert: str
    version: int | None
    fremde: int = 0
    dateien: tuple[str, ...] = ()


def read_post(request: HttpRequest, schema: Schema, schritt: Schritt) -> Gesendet:
    """Take what belongs to this step; a name twice keeps its last filled value."""
    werte: dict[str, str] = {}
    fremde = 0
    for name, alle in request.POST.lists():
        if name in OWN:
            continue
        if gehoert_zum_schritt(schritt, name) and passt(schema, name):
            gefuellt = [text for text in alle if isinstance(text, str) and text.strip()]
            werte[name] = plain(gefuellt[-1]) if gefuellt else ""
        else:
            fremde += 1
    knopf = next((name for name in BUTTONS if name in request.POST), WEITER)
    dateien = tuple(name for name in request.FILES if gehoert_zum_schritt(schritt, name) and passt(schema, name))
    return Gesendet(
        werte=werte,
        knopf=knopf,
        wert=read(request.POST, knopf, 1_000),
        version=read_version(request.POST),
        fremde=fremde + len(request.FILES) - len(dateien),
        dateien=dateien,
    )


def read_version(data: QueryDict) -> int | None:
    """The version a page was made from; None when missing, -1 (matches nothing) when it is no number."""
    text = data.get(VERSION)
    if text is None:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) <= NUMBER_DIGITS else -1


def differing(stand: EntwurfStand, gesendet: Gesendet) -> list[tuple[str, str]]:
    """Label and text of everything posted that differs from the saved state, as its author knows it."""
    neu = {a: text for a, text in gesendet.werte.items() if text.strip() and stand.eingaben.get(a, "") != text}
    werte = pruefe(stand.schema, {**stand.eingaben, **neu}, stand.dateien, load_codelisten(stand.schema)).werte
    zeilen = []
    for adresse, text in neu.items():
        knoten = stand.schema.index[adressen.pfad_von(adresse)]
        zweig = stand.schema.index.get(f"{knoten.pfad}/{text}")
        wert = werte.get(adresse, text)
        zeilen.append((knoten.label, zweig.label if zweig else text if knoten.ist_gruppe else anzeige(knoten, wert)))
    return zeilen

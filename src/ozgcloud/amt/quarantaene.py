"""What must be looked at, as its pages show it: entries with their remedies, and the texts a remedy begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from ozgcloud.amt.blaettern import read_place, write_place
from ozgcloud.amt.fall import Fall
from ozgcloud.amt.texte import ARTEN, MASSNAHMEN
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.formular import leistung_name
from ozgcloud.eingang.rules import Quarantaeneart
from ozgcloud.vorgang.quarantaene import Hinweis, Marke, list_quarantaene
from ozgcloud.vorgang.rules import Status

LABELS = {"betreff": "Betreff", "text": "Nachricht", "begruendung": "Begründung"}
MAX_DETAILS = 20


class Abhilfe(StrEnum):
    """What somebody can do about an entry; the value is the end of the address."""

    UEBERNEHMEN = "uebernehmen"
    ERGAENZEN = "ergaenzen"
    DUBLETTE = "dublette"


TITEL = {
    Abhilfe.UEBERNEHMEN: "Als geprüft übernehmen",
    Abhilfe.ERGAENZEN: "Angaben oder Datei anfordern",
    Abhilfe.DUBLETTE: "Dublette verwerfen",
}
ERKLAERUNG = {
    Abhilfe.UEBERNEHMEN: "Der Hinweis ist damit erledigt und der Vorgang geht weiter. Eine gesperrte Datei bleibt "
    "gesperrt.",
    Abhilfe.ERGAENZEN: "Die antragstellende Person bekommt eine Nachricht. Der Hinweis bleibt offen, bis Sie die "
    "Antwort angesehen haben.",
    Abhilfe.DUBLETTE: "Der Vorgang wird verworfen, und die antragstellende Person liest Ihre Begründung. Sie können "
    "ihn danach zurückholen.",
}
NUTZEN = {
    Abhilfe.UEBERNEHMEN: "Der Hinweis ist erledigt, der Vorgang geht weiter.",
    Abhilfe.ERGAENZEN: "Die Nachricht ist gesendet. Der Hinweis bleibt offen, bis Sie die Antwort angesehen haben.",
    Abhilfe.DUBLETTE: "Die Dublette ist verworfen.",
}


@dataclass(frozen=True, slots=True)
class Prueffall:
    """An entry of the list with words instead of keys."""

    hinweis: Hinweis
    art: str
    leistung: str
    alter: str


@dataclass(frozen=True, slots=True)
class Pruefliste:
    """A page of open entries; `mehr` is the query string of the next one."""

    faelle: tuple[Prueffall, ...]
    arten: tuple[tuple[str, str], ...]
    art: str
    mehr: str


@in_mandant
def load_pruefliste(actor: Actor, query: Mapping[str, str]) -> Pruefliste:
    """What the address asks for; an unknown kind or place in the list is left out."""
    art = query.get("art", "")
    wanted = Quarantaeneart(art) if art in set(Quarantaeneart) else None
    page, following = list_quarantaene(actor, art=wanted, after=_read_mark(query.get("nach", "")))
    names = {hinweis.leistung_schluessel: "" for hinweis in page}
    names = {key: leistung_name(key) for key in names}
    place = write_place(following.seit, following.id) if following else ""
    more = {"art": wanted.value if wanted else "", "nach": place}
    return Pruefliste(
        tuple(Prueffall(h, ARTEN[h.art], names[h.leistung_schluessel], _age(h.seit)) for h in page),
        tuple((kind.value, ARTEN[kind]) for kind in Quarantaeneart),
        wanted.value if wanted else "",
        urlencode({name: text for name, text in more.items() if text}) if following else "",
    )


def remedies(hinweis: Hinweis, *, darf: bool) -> tuple[tuple[str, str], ...]:
    """(value, words) of what the actor can do about an open entry."""
    if not darf or hinweis.erledigt_am is not None:
        return ()
    found = [Abhilfe.ERGAENZEN, Abhilfe.UEBERNEHMEN]
    if hinweis.art is Quarantaeneart.UNZUSTELLBAR:
        return ()
    if hinweis.art is Quarantaeneart.DOPPELT:
        found = [Abhilfe.UEBERNEHMEN]
        if hinweis.status == Status.NEU.value:
            found = [Abhilfe.DUBLETTE, *found]
    return tuple((one.value, TITEL[one]) for one in found)


def remedy_of(fall: Fall, quarantaene_id: UUID, wert: str) -> tuple[Hinweis, Abhilfe]:
    """The entry and the remedy an address names; raises NotFound for what cannot be done."""
    hinweis = next((one for one in fall.hinweise if one.id == quarantaene_id), None)
    if hinweis is None or wert not in dict(remedies(hinweis, darf=True)):
        raise NotFound
    return hinweis, Abhilfe(wert)


def first_texts(fall: Fall, hinweis: Hinweis, abhilfe: Abhilfe) -> dict[str, str]:
    """What the form begins with, to be changed by hand."""
    if abhilfe is Abhilfe.DUBLETTE:
        other = f" Er liegt unter der Vorgangsnummer {hinweis.gegen} vor." if hinweis.gegen else ""
        return {"begruendung": f"Derselbe Antrag ist schon eingegangen.{other} Dieser zweite wird nicht bearbeitet."}
    if abhilfe is Abhilfe.ERGAENZEN:
        what = "eine Datei" if hinweis.datei_id else "Angaben"
        return {
            "betreff": f"Ihr Antrag {fall.vorgangsnummer}: bitte ergänzen",
            "text": f"Guten Tag,\n\nzu Ihrem Antrag fehlen uns noch {what}:\n\n\n"
            "Bitte antworten Sie auf diese Nachricht.",
        }
    return {}


def case_context(hinweise: tuple[Hinweis, ...], *, darf: bool) -> list[dict[str, Any]]:
    """Entries of a case with words and remedies, for its page."""
    return [
        {
            "hinweis": hinweis,
            "art": ARTEN[hinweis.art],
            "massnahme": MASSNAHMEN.get(hinweis.massnahme, hinweis.massnahme),
            "abhilfen": remedies(hinweis, darf=darf),
            "einzelheiten": list(hinweis.einzelheiten.items())[:MAX_DETAILS],
            "weitere": max(len(hinweis.einzelheiten) - MAX_DETAILS, 0),
        }
        for hinweis in hinweise
    ]


def _age(seit: datetime) -> str:
    days = (clock.today() - clock.berlin_date(seit)).days
    return "heute" if days < 1 else "seit gestern" if days == 1 else f"seit {days} Tagen"


def _read_mark(text: str) -> Marke | None:
    place = read_place(text)
    return Marke(*place) if place else None

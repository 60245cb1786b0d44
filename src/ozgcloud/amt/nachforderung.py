"""Nachforderungen as the case page and their own forms show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ozgcloud.amt.fall import Fall
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.eingabe import read_day
from ozgcloud.core.errors import NotFound
from ozgcloud.core.scan import is_deliverable
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.nachforderung.inhalt import Inhalt
from ozgcloud.nachforderung.pruefung import offer_posten
from ozgcloud.nachforderung.queries import Nachforderungsstand, Postenstand, list_nachforderungen
from ozgcloud.nachforderung.rules.anschreiben import WORT, letter
from ozgcloud.nachforderung.rules.frist import default_frist
from ozgcloud.nachforderung.rules.stand import OFFENE_FAELLE, Postenart
from ozgcloud.nachforderung.rules.vorschlag import Fehlstelle

LABELS = {"posten": "Was fehlt", "frist": "Frist", "anschreiben": "Anschreiben", "grund": "Begründung"}
BALD_TAGE = 5


@dataclass(frozen=True, slots=True)
class Formular:
    """What the form of a request shows: offers as (key, label, hint), what is chosen, free lines, text and deadline."""

    angebote: tuple[tuple[str, str, str], ...]
    gewaehlt: tuple[str, ...]
    unterlagen: str
    angaben: str
    frist: date | str
    anschreiben: str


@dataclass(frozen=True, slots=True)
class Tafel:
    """The requests of a case: unsent ones, the open one, and those that have ended."""

    ungesendet: tuple[Nachforderungsstand, ...]
    offen: Nachforderungsstand | None
    fruehere: tuple[Nachforderungsstand, ...]
    stufe: str
    uebliche_frist: date
    darf_fordern: bool


def case_context(actor: Actor, fall: Fall) -> dict[str, Any]:
    """What `amt/_nachforderung.html` shows of a case the actor may see; inside the Mandant's scope."""
    alle = list_nachforderungen(actor, fall.id)
    may_ask = fall.darf_bearbeiten and fall.status in OFFENE_FAELLE
    if not alle and not may_ask:
        return {}
    offen = next((one for one in alle if one.ist_offen), None)
    tafel = Tafel(
        ungesendet=tuple(one for one in alle if one.ist_ungesendet) if may_ask else (),
        offen=offen,
        fruehere=tuple(one for one in alle if not one.ist_offen and not one.ist_ungesendet),
        stufe=frist_stufe(offen.frist if offen else None, clock.today()),
        uebliche_frist=usual_frist(actor),
        darf_fordern=may_ask,
    )
    return {"nachforderung": tafel, "abrufbar": _deliverable(alle)}


def frist_stufe(frist: date | None, today: date) -> str:
    """Which light a deadline shows (component `kern.frist`)."""
    if frist is None:
        return "keine"
    rest = (frist - today).days
    return "ueberfaellig" if rest < 0 else "faellig" if rest == 0 else "bald" if rest <= BALD_TAGE else "ok"


def _deliverable(alle: Iterable[Nachforderungsstand]) -> frozenset[UUID]:
    """Files that may be given out now."""
    dateien = (datei for one in alle for posten in one.posten for datei in posten.dateien)
    return frozenset(datei.datei_id for datei in dateien if datei.datei_id and is_deliverable(datei.scan))


def usual_frist(actor: Actor) -> date:
    """The last day for an answer to what is sent today."""
    return default_frist(clock.today(), get_mandant(actor.mandant_id or 0).land.kuerzel)


@in_mandant
def get_eine(actor: Actor, vorgang_id: UUID, nachforderung_id: UUID) -> Nachforderungsstand:
    """One request of a case the actor may see; raises NotFound."""
    for one in list_nachforderungen(actor, vorgang_id):
        if one.id == nachforderung_id:
            return one
    raise NotFound


def _key(stelle: Fehlstelle | Postenstand) -> str:
    return stelle.adresse or stelle.titel


@in_mandant
def load_formular(actor: Actor, vorgang_id: UUID, eine: Nachforderungsstand | None) -> Formular:
    """The form as it begins: with what is missing for certain, or with what the request says already."""
    angebote = offer_posten(actor, vorgang_id)
    known = {_key(stelle) for stelle in angebote}
    posten = [one for one in eine.posten if one.ist_beim_antragsteller] if eine else []
    free = [one for one in posten if _key(one) not in known]
    gewaehlt = [_key(one) for one in posten if _key(one) in known]
    return Formular(
        angebote=_offers(angebote),
        gewaehlt=tuple(gewaehlt if eine else (_key(stelle) for stelle in angebote if stelle.ist_pflicht)),
        unterlagen=_lines(one for one in free if one.art is Postenart.UNTERLAGE),
        angaben=_lines(one for one in free if one.art is Postenart.ANGABE),
        frist=(eine.frist if eine else None) or usual_frist(actor),
        anschreiben=eine.anschreiben if eine else WORT,
    )


@in_mandant
def again(actor: Actor, vorgang_id: UUID, posted: Mapping[str, str], gewaehlt: list[str]) -> Formular:
    """The form as it was sent."""
    return Formular(
        angebote=_offers(offer_posten(actor, vorgang_id)),
        gewaehlt=tuple(gewaehlt),
        unterlagen=posted.get("unterlagen", ""),
        angaben=posted.get("angaben", ""),
        frist=posted.get("frist", ""),
        anschreiben=posted.get("anschreiben", ""),
    )


@in_mandant
def read_inhalt(actor: Actor, vorgang_id: UUID, posted: Mapping[str, str], gewaehlt: list[str]) -> Inhalt:
    """What was sent: chosen offers in the order of the form, then the free lines. Judged by the action."""
    posten = [stelle for stelle in offer_posten(actor, vorgang_id) if _key(stelle) in gewaehlt]
    for name, art in (("unterlagen", Postenart.UNTERLAGE), ("angaben", Postenart.ANGABE)):
        lines = (line.strip() for line in posted.get(name, "").splitlines())
        posten += [Fehlstelle(line, art) for line in lines if line]
    unique = {stelle.titel: stelle for stelle in posten}
    return Inhalt(tuple(unique.values()), posted.get("anschreiben", ""), read_day(posted.get("frist", "")))


def preview(eine: Nachforderungsstand, frist: date) -> str:
    """The message as the citizen will read it."""
    return letter(eine.anschreiben, [posten.titel for posten in eine.posten], frist)


def _offers(stellen: Iterable[Fehlstelle]) -> tuple[tuple[str, str, str], ...]:
    return tuple((_key(one), one.titel, "" if one.ist_pflicht else "war freiwillig") for one in stellen)


def _lines(posten: Iterable[Postenstand]) -> str:
    return "\n".join(one.titel for one in posten)

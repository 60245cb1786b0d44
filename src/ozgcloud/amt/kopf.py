"""Who is logged in, for the head of every page of this door."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ozgcloud.bearbeitung.umfeld import Haus
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.erfassung.rules import ROLLEN as ERFASSENDE
from ozgcloud.kennzahlen.queries import may_count
from ozgcloud.mandant.queries import get_mandant, has_uebung, name_of_person
from ozgcloud.vorgang.auswahl import reach_of

ZUARBEITENDE = frozenset({Rolle.USER, Rolle.POSTSTELLE})
"""Rollen that others ask for Zuarbeit."""


@dataclass(frozen=True, slots=True)
class Angemeldet:
    """Name of the Person and of the Verwaltung, empty where nobody of a Verwaltung is logged in; `tueren` are the keys
    of the entries of the navigation that show him something. `uebung` and `uhr`: somebody practises, at that time;
    `kann_ueben`: there is a twin to practise in.
    """

    name: str = ""
    verwaltung: str = ""
    tueren: frozenset[str] = frozenset()
    uebung: bool = False
    kann_ueben: bool = False
    uhr: datetime | None = None


def wer(request: HttpRequest) -> dict[str, object]:
    """Template variable `wer`; asks the database only when a page shows it."""
    return {"wer": SimpleLazyObject(lambda: _describe(getattr(request, "actor", None)))}


def _describe(actor: Actor | None) -> Angemeldet:
    if actor is None or actor.mandant_id is None:
        return Angemeldet()
    mandant = get_mandant(actor.mandant_id)
    haus = Haus(mandant.name, mandant.uebung_von_id, has_uebung(mandant.id))
    return describe(actor, haus, name_of_person(actor))


def describe(actor: Actor, haus: Haus, name: str) -> Angemeldet:
    """The head for somebody of this Verwaltung, where a page has read it and his name already."""
    uebung = haus.uebung_von_id is not None
    return Angemeldet(
        name=name,
        verwaltung=haus.name,
        tueren=doors_of(actor),
        uebung=uebung,
        kann_ueben=haus.hat_uebung,
        uhr=clock.now() if uebung else None,
    )


def doors_of(actor: Actor) -> frozenset[str]:
    """The entries of the navigation behind which there is something for this actor."""
    reads_cases, administers = bool(reach_of(actor)), actor.has(Rolle.FACHADMIN)
    offered = {
        "vorgaenge": reads_cases,
        "erfassen": any(actor.has(rolle) for rolle in ERFASSENDE),
        "quarantaene": reads_cases,
        "zuarbeit": any(actor.has(rolle) for rolle in ZUARBEITENDE),
        "uebergaben": reads_cases or administers,
        "zahlen": may_count(actor),
        "verwaltung": administers,
        "lesezugriffe": actor.has(Rolle.DATENSCHUTZ),
    }
    return frozenset(key for key, shown in offered.items() if shown)

"""Who is logged in, for the head of every page of this door."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.erfassung.rules import ROLLEN as ERFASSENDE
from ozgcloud.kennzahlen.queries import may_count
from ozgcloud.mandant.queries import get_mandant, name_of_person
from ozgcloud.vorgang.auswahl import reach_of

ZUARBEITENDE = frozenset({Rolle.USER, Rolle.POSTSTELLE})
"""Rollen that others ask for Zuarbeit."""


class Verwaltung(Protocol):
    """What the head says of a Mandant."""

    @property
    def name(self) -> str:
        """As people call it."""

    @property
    def uebung_von_id(self) -> int | None:
        """Whose practice twin it is."""


@dataclass(frozen=True, slots=True)
class Angemeldet:
    """Name of the Person and of the Verwaltung, empty where nobody of a Verwaltung is logged in; `tueren` are the keys
    of the entries of the navigation that show him something. `uebung` and `uhr`: somebody practises, at that time.
    """

    name: str = ""
    verwaltung: str = ""
    tueren: frozenset[str] = frozenset()
    uebung: bool = False
    uhr: datetime | None = None


def wer(request: HttpRequest) -> dict[str, object]:
    """Template variable `wer`; asks the database only when a page shows it."""
    return {"wer": SimpleLazyObject(lambda: _describe(getattr(request, "actor", None)))}


def _describe(actor: Actor | None) -> Angemeldet:
    if actor is None or actor.mandant_id is None:
        return Angemeldet()
    return describe(actor, get_mandant(actor.mandant_id))


def describe(actor: Actor, mandant: Verwaltung, name: str | None = None) -> Angemeldet:
    """The head for somebody of this Verwaltung, where a page has read it (and his name) already."""
    uebung = mandant.uebung_von_id is not None
    return Angemeldet(
        name=name_of_person(actor) if name is None else name,
        verwaltung=mandant.name,
        tueren=doors_of(actor),
        uebung=uebung,
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

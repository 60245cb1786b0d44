"""Who is logged in, for the head of every page of this door."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.mandant.queries import get_mandant, name_of_person


class Verwaltung(Protocol):
    """What the head says of a Mandant."""

    name: str
    uebung_von_id: int | None


@dataclass(frozen=True, slots=True)
class Angemeldet:
    """Name of the Person and of the Verwaltung, empty where nobody of a Verwaltung is logged in; which doors to show:
    `richtet_ein` for the Fachadministration, `prueft` for the data protection officer. `uebung` and `uhr`: somebody
    practises, at that time.
    """

    name: str = ""
    verwaltung: str = ""
    richtet_ein: bool = False
    prueft: bool = False
    uebung: bool = False
    uhr: datetime | None = None


def wer(request: HttpRequest) -> dict[str, object]:
    """Template variable `wer`; asks the database only when a page shows it."""
    return {"wer": SimpleLazyObject(lambda: _describe(getattr(request, "actor", None)))}


def _describe(actor: Actor | None) -> Angemeldet:
    if actor is None or actor.mandant_id is None:
        return Angemeldet()
    return describe(actor, get_mandant(actor.mandant_id))


def describe(actor: Actor, mandant: Verwaltung) -> Angemeldet:
    """The head for somebody of this Verwaltung, where a page has read it already."""
    uebung = mandant.uebung_von_id is not None
    return Angemeldet(
        name_of_person(actor),
        mandant.name,
        actor.has(Rolle.FACHADMIN),
        actor.has(Rolle.DATENSCHUTZ),
        uebung,
        clock.now() if uebung else None,
    )

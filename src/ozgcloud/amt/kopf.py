"""Who is logged in, for the head of every page of this door."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ozgcloud.core.actor import Actor
from ozgcloud.mandant.queries import get_mandant, name_of_person


@dataclass(frozen=True, slots=True)
class Angemeldet:
    """Name of the Person and of the Verwaltung; both empty where nobody of a Verwaltung is logged in."""

    name: str = ""
    verwaltung: str = ""


def wer(request: HttpRequest) -> dict[str, object]:
    """Template variable `wer`; asks the database only when a page shows it."""
    return {"wer": SimpleLazyObject(lambda: _describe(getattr(request, "actor", None)))}


def _describe(actor: Actor | None) -> Angemeldet:
    if actor is None or actor.mandant_id is None:
        return Angemeldet()
    return Angemeldet(name_of_person(actor), get_mandant(actor.mandant_id).name)

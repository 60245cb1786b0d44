"""Which offices can be asked, and how they are found.

Offices of the own Verwaltung are read behind the own wall. Of other Verwaltungen only what the public rules of the Land
say is offered, and each Verwaltung as a whole: its Poststelle distributes. Their inner order is nobody else's business,
so no function reads it past the policies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.models import Mandant, Organisationseinheit
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.zustaendigkeit.queries.stellen import list_zielstellen

MAX_TREFFER = 20


@dataclass(frozen=True, slots=True)
class Adressat:
    """An office that can be asked; without Organisationseinheit the Verwaltung as a whole."""

    mandant_id: int
    einheit_id: UUID | None
    name: str

    @property
    def schluessel(self) -> str:
        """One word for forms."""
        return f"{self.mandant_id}:{self.einheit_id or ''}"


@in_mandant
def list_adressaten(actor: Actor) -> list[Adressat]:
    """All offices that can be asked, the own ones first. Who practises asks inside the practice Mandant only."""
    mandant = get_mandant(actor.mandant_id or 0)
    return [*_own(mandant), *([] if mandant.uebung_von_id is not None else _others(mandant))]


def _own(mandant: Mandant) -> list[Adressat]:
    rows = Organisationseinheit.objects.filter(geschlossen_am=None).order_by("name")
    return [Adressat(mandant.id, row.id, f"{mandant.name}, {row.name}") for row in rows]


def _others(mandant: Mandant) -> list[Adressat]:
    stellen = list_zielstellen(mandant.land_id)
    return [Adressat(s.mandant_id, s.organisationseinheit_id, s.name) for s in stellen if s.mandant_id != mandant.id]


def search_adressaten(adressaten: Sequence[Adressat], suche: str) -> list[Adressat]:
    """Those whose name has every word somebody typed, at most twenty; without a word the first ones."""
    words = suche.casefold().split()
    found = [one for one in adressaten if all(word in one.name.casefold() for word in words)]
    return found[:MAX_TREFFER]


def find_adressat(actor: Actor, schluessel: str) -> Adressat:
    """The office chosen in the form. Raises InvalidInput when it is none that can be asked."""
    for adressat in list_adressaten(actor):
        if adressat.schluessel == schluessel:
            return adressat
    raise InvalidInput("Die Stelle fehlt.", {"stelle": "Bitte suchen Sie eine Stelle und wählen Sie sie aus."})


@in_mandant
def list_einheiten(actor: Actor) -> list[tuple[UUID, str]]:
    """The own Organisationseinheiten that are not closed, for passing an incoming question on."""
    rows = Organisationseinheit.objects.filter(geschlossen_am=None).order_by("name")
    return list(rows.values_list("id", "name"))

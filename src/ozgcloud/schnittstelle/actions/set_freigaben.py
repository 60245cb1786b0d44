"""Write down what a Client may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import client_scope
from ozgcloud.mandant.models import Mandant
from ozgcloud.schnittstelle.events import FreigabenSet
from ozgcloud.schnittstelle.models import Client, Freigabe
from ozgcloud.schnittstelle.rules import Befugnis, require_praefix


@dataclass(frozen=True, slots=True)
class Angabe:
    """One Freigabe as an operator writes it; without a Mandant it counts at every one of the Client's Land."""

    befugnis: Befugnis
    mandant_id: int | None = None
    leistung: str = ""


def set_freigaben(actor: Actor, *, client_id: UUID, freigaben: Sequence[Angabe]) -> FreigabenSet:
    """Replace all Freigaben of a Client.

    Raises NotFound, or InvalidInput for a Verwaltung outside the Client's Land.
    """
    require_operator(actor)
    with client_scope(str(client_id)):
        client = Client.objects.filter(id=client_id).first()
        if client is None:
            raise NotFound("Diesen Client gibt es nicht.")
        _require_own_land(client, {one.mandant_id for one in freigaben if one.mandant_id is not None})
        Freigabe.objects.filter(client_id=client_id).delete()
        Freigabe.objects.bulk_create(
            Freigabe(
                client_id=client_id,
                befugnis=one.befugnis.value,
                verwaltung_id=one.mandant_id,
                leistung_praefix=require_praefix(one.leistung),
            )
            for one in dict.fromkeys(freigaben)
        )
        return emit(actor, FreigabenSet(client_id=client_id, anzahl=len(set(freigaben))))


def _require_own_land(client: Client, mandanten: set[int]) -> None:
    rows = Mandant.objects.filter(id__in=mandanten)
    if client.land_id is not None:
        rows = rows.filter(land_id=client.land_id)
    if rows.count() != len(mandanten):
        raise InvalidInput("Diese Verwaltung gibt es im Land des Clients nicht.", {"mandant": "Bitte prüfen."})

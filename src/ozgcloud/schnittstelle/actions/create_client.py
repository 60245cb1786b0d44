"""Make a machine known."""

from dataclasses import dataclass

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import client_scope
from ozgcloud.core.types import new_id
from ozgcloud.schnittstelle.events import ClientCreated
from ozgcloud.schnittstelle.models import Client
from ozgcloud.schnittstelle.rules import require_client


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuerClient:
    """What an operator says of a machine; `anfragen` is how many requests it may send in a minute."""

    name: str
    kontakt: str = ""
    land_id: int | None = None
    uebung: bool = False
    anfragen: int = 600


def create_client(actor: Actor, *, angaben: NeuerClient) -> ClientCreated:
    """Enter a Client; it can do nothing until it has a key and Freigaben. Raises Forbidden, InvalidInput."""
    require_operator(actor)
    name = require_client(angaben.name, angaben.anfragen)
    client_id = new_id()
    with client_scope(str(client_id)):
        Client.objects.create(
            id=client_id,
            name=name,
            kontakt=angaben.kontakt.strip(),
            land_id=angaben.land_id,
            uebung=angaben.uebung,
            anfragen_je_minute=angaben.anfragen,
        )
        return emit(actor, ClientCreated(client_id=client_id, uebung=angaben.uebung))

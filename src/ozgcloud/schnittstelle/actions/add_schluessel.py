"""Give a Client another key."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import client_scope
from ozgcloud.schnittstelle.events import SchluesselAdded
from ozgcloud.schnittstelle.models import Client, Clientschluessel
from ozgcloud.schnittstelle.rules import new_geheimnis, new_kennung, require_vorgabe, schluesseltext, secret_hash


@dataclass(frozen=True, slots=True)
class NeuerSchluessel:
    """A key as its owner gets it: nobody can show `geheimnis` or `text` again."""

    id: UUID
    kennung: str
    geheimnis: str = field(repr=False)
    text: str = field(repr=False)


def add_schluessel(
    actor: Actor, *, client_id: UUID, gueltig_bis: datetime | None = None, vorgabe: tuple[str, str] | None = None
) -> NeuerSchluessel:
    """Draw a key (or take `vorgabe`: its public and secret half) beside those that work; raises as `require_vorgabe`.

    Raises NotFound for an unknown Client.
    """
    require_operator(actor)
    kennung, geheimnis = vorgabe or (new_kennung(), new_geheimnis())
    require_vorgabe(kennung, geheimnis)
    with client_scope(str(client_id)):
        if not Client.objects.filter(id=client_id).exists():
            raise NotFound("Diesen Client gibt es nicht.")
        row = Clientschluessel.objects.create(
            client_id=client_id, kennung=kennung, hash=secret_hash(geheimnis), gueltig_bis=gueltig_bis
        )
        emit(actor, SchluesselAdded(client_id=client_id, schluessel_id=row.id))
    return NeuerSchluessel(row.id, kennung, geheimnis, schluesseltext(kennung, geheimnis))

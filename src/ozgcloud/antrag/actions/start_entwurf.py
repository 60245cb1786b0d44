"""Begin an Antrag."""

from uuid import UUID

from ozgcloud.antrag.models import Entwurf
from ozgcloud.antrag.rules import new_secret, secret_hash
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import entwurf_scope
from ozgcloud.mandant.queries import get_gebiet


def start_entwurf(actor: Actor, *, onlinedienst_id: UUID, gebiet_ars: str) -> str:
    """Make an empty draft and return its secret, which is the only key to it. Raises NotFound for an unknown place."""
    gebiet = get_gebiet(gebiet_ars)
    geheimnis = new_secret()
    with entwurf_scope(secret_hash(geheimnis)):
        Entwurf.objects.create(
            geheimnis_hash=secret_hash(geheimnis), onlinedienst_id=onlinedienst_id, gebiet_ars=gebiet.ars
        )
    return geheimnis

"""Begin an Antrag."""

from uuid import UUID

from ozgcloud.antrag.annahme import require_beginn
from ozgcloud.antrag.models import Entwurf
from ozgcloud.antrag.rules import new_secret, secret_hash
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import entwurf_scope
from ozgcloud.mandant.gebietsangaben import land_of
from ozgcloud.mandant.ortssuche import require_gebiet, served_laender
from ozgcloud.onlinedienst.queries import get_onlinedienst


def start_entwurf(actor: Actor, *, onlinedienst_id: UUID, gebiet_ars: str) -> str:
    """Make an empty draft and return its secret, which is the only key to it.

    An old key of a place leads to its successor. Raises NotFound for an unknown place or one of a Land that is not
    served here, Conflict when the place was divided or the Online-Dienst is not open there.
    """
    gebiet = require_gebiet(gebiet_ars, clock.today())
    if land_of(gebiet.ars) not in served_laender():
        raise NotFound("Für diesen Ort können Sie hier keine Anträge stellen, er liegt in einem anderen Land.")
    require_beginn(get_onlinedienst(onlinedienst_id), gebiet.ars, clock.today())
    geheimnis = new_secret()
    with entwurf_scope(secret_hash(geheimnis)):
        Entwurf.objects.create(
            geheimnis_hash=secret_hash(geheimnis), onlinedienst_id=onlinedienst_id, gebiet_ars=gebiet.ars
        )
    return geheimnis

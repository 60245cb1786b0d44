"""Begin to type in an Antrag."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from ozgcloud.antrag.models import Entwurf
from ozgcloud.antrag.rules import read_secret, secret_hash
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.eingabe import require_all
from ozgcloud.core.tenancy import entwurf_scope, mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.erfassung.models import Erfassung
from ozgcloud.erfassung.rules import require_capture, require_eingangsdatum, require_kanal, secret_of
from ozgcloud.mandant.ortssuche import require_gebiet
from ozgcloud.onlinedienst.queries import get_onlinedienst


@dataclass(frozen=True, slots=True)
class Beginn:
    """Which form for which place, how and when it came."""

    onlinedienst_id: UUID
    gebiet_ars: str
    kanal: str
    eingangsdatum: date | None


def start_erfassung(actor: Actor, *, beginn: Beginn) -> UUID:
    """An empty draft on the form of an Online-Dienst, also where it is not online: paper comes everywhere.

    Returns the id of the Erfassung. Raises Forbidden, NotFound for an unknown place or form, InvalidInput.
    """
    require_capture({zuweisung.rolle for zuweisung in actor.rollen})
    today = clock.today()
    require_all(lambda: require_kanal(beginn.kanal), lambda: require_eingangsdatum(beginn.eingangsdatum, today))
    tag, mandant_id = require_eingangsdatum(beginn.eingangsdatum, today), actor.mandant_id or 0
    gebiet, dienst = require_gebiet(beginn.gebiet_ars, today), get_onlinedienst(beginn.onlinedienst_id)
    erfassung_id = new_id()
    digest = secret_hash(read_secret(secret_of(settings.SECRET_KEY, erfassung_id)))
    with entwurf_scope(digest):
        Entwurf.objects.create(geheimnis_hash=digest, onlinedienst_id=dienst.id, gebiet_ars=gebiet.ars)
        with mandant_scope(mandant_id):
            Erfassung.objects.create(
                id=erfassung_id,
                mandant_id=mandant_id,
                person_id=actor.require_person(),
                kanal=beginn.kanal,
                eingangsdatum=tag,
                titel=dienst.titel,
            )
    return erfassung_id

"""Change where events go, which ones, or whether for now."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ozgcloud.ausgang import queries
from ozgcloud.ausgang.besitz import require_owner
from ozgcloud.ausgang.events import AbonnementChanged
from ozgcloud.ausgang.freiraum import freiraum
from ozgcloud.ausgang.models import Abonnement
from ozgcloud.ausgang.rules.adressen import read_url
from ozgcloud.ausgang.rules.arten import Art
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import client_scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Aenderung:
    """What is to be different; None stays as it is."""

    url: str | None = None
    arten: Sequence[Art] | None = None
    pausiert: bool | None = None


def change_abonnement(actor: Actor, *, client_id: UUID, abonnement_id: UUID, aenderung: Aenderung) -> Abonnement:
    """While paused nothing is sent and nothing is lost. Raises NotFound, InvalidInput for a URL we do not send to."""
    require_owner(actor, client_id)
    ort = read_url(aenderung.url, freiraum()) if aenderung.url is not None else None
    with client_scope(str(client_id)):
        abonnement = queries.get_abonnement(client_id, abonnement_id, lock=True)
        if ort is not None:
            abonnement.url, abonnement.naechster_versuch_am = ort.url, None
        if aenderung.arten is not None:
            abonnement.arten = [art.value for art in aenderung.arten]
        if aenderung.pausiert is not None:
            abonnement.pausiert_am = (abonnement.pausiert_am or clock.now()) if aenderung.pausiert else None
        abonnement.save(update_fields=["url", "arten", "pausiert_am", "naechster_versuch_am"])
        emit(actor, AbonnementChanged(abonnement_id=abonnement_id, client_id=client_id))
    return abonnement

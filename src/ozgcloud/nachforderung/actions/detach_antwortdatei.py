"""Remove an upload that was not sent yet."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import locked_for_citizen
from ozgcloud.nachforderung.models import Antwortdatei


@in_mandant
def detach_antwortdatei(actor: Actor, *, vorgang_id: UUID, nachforderung_id: UUID, antwortdatei_id: UUID) -> UUID:
    """Forget a file of the citizen; returns the key of its bytes for the door to discard.

    Raises NotFound (also for a file that was sent: it belongs to the case), Conflict when the request has ended.
    """
    locked_for_citizen(vorgang_id, nachforderung_id)
    rows = Antwortdatei.objects.filter(posten__nachforderung_id=nachforderung_id, datei_id__isnull=True)
    datei = rows.filter(id=antwortdatei_id).first()
    if datei is None:
        raise NotFound
    datei.delete()
    return datei.schluessel

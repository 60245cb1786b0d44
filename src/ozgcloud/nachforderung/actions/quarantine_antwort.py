"""Malware in a file that was sent later puts its case into quarantine."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.actions.open_quarantaene import open_quarantaene
from ozgcloud.eingang.gruende import schadsoftware
from ozgcloud.nachforderung.models import Antwortdatei


@in_mandant
def quarantine_antwort(actor: Actor, *, datei_id: UUID) -> bool:
    """Note the finding at the case the file was sent for; False when it is no such file, or was noted before."""
    rows = Antwortdatei.objects.filter(datei_id=datei_id)
    vorgang_id = rows.values_list("posten__nachforderung__vorgang_id", flat=True).first()
    if vorgang_id is None:
        return False
    return open_quarantaene(actor, vorgang_id=vorgang_id, grund=schadsoftware(datei_id))

"""Make a document available to the citizen."""

from datetime import datetime
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.postfach.models import Dokument, Zeitpunkt
from ozgcloud.postfach.rules import BESCHEID_DA


@in_mandant
def publish_dokument(
    actor: Actor, *, vorgang_id: UUID, datei_id: UUID, titel: str, ereignis_id: UUID, am: datetime
) -> Dokument:
    """Provide (Bereitstellung, § 9 OZG) under the id of the event, so a repetition has no second effect."""
    mandant_id = current_mandant()
    Dokument.objects.bulk_create(
        [
            Dokument(
                id=ereignis_id,
                mandant_id=mandant_id,
                vorgang_id=vorgang_id,
                datei_id=datei_id,
                titel=titel,
                bereitgestellt_am=am,
            )
        ],
        ignore_conflicts=True,
    )
    Zeitpunkt.objects.bulk_create(
        [Zeitpunkt(id=ereignis_id, mandant_id=mandant_id, vorgang_id=vorgang_id, art=BESCHEID_DA, am=am)],
        ignore_conflicts=True,
    )
    return Dokument.objects.get(id=ereignis_id)

"""Record that the files of a Vorgeschichte are released."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.datakeys import record_release
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.weiterleitung.models import Vordatei


@in_mandant
def release_vordateien(actor: Actor, *, vorgang_id: UUID) -> int:
    """Their bytes stay for good now, under the Mandant's key; repeatable. Returns how many."""
    return record_release(Vordatei.objects.filter(vorgang_id=vorgang_id).values_list("datei_id", flat=True))

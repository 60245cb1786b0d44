"""Record that the files of an Eingang are released."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.datakeys import record_release
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.models import EingangAnlage


@in_mandant
def release_dateien(actor: Actor, *, vorgang_id: UUID) -> int:
    """Their bytes stay for good now, under the Mandant's key; repeatable, no event: nothing changed for anybody.

    Returns how many.
    """
    ids = EingangAnlage.objects.filter(eingang__vorgang_id=vorgang_id).values_list("datei_id", flat=True)
    return record_release(ids)

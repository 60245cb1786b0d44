"""Record that the files sent for requests are released."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.datakeys import record_release
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.queries import list_antwortdateien


@in_mandant
def release_antwortdateien(actor: Actor, *, vorgang_id: UUID) -> int:
    """Their bytes stay for good now, under the Mandant's key; repeatable, no event: nothing changed for anybody.

    Returns how many.
    """
    return record_release(one.datei_id for one in list_antwortdateien(actor, vorgang_id))

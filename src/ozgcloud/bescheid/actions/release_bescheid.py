"""Record that the document of a Bescheid is released."""

from uuid import UUID

from ozgcloud.bescheid.queries import get_bescheid
from ozgcloud.core.actor import Actor
from ozgcloud.core.datakeys import record_release
from ozgcloud.core.tenancy import in_mandant


@in_mandant
def release_bescheid(actor: Actor, *, bescheid_id: UUID) -> int:
    """Its bytes stay for good now, under the Mandant's key; repeatable, no event: nothing changed for anybody.

    Returns how many.
    """
    bescheid = get_bescheid(bescheid_id)
    return record_release([bescheid.datei_id] if bescheid.datei_id else [])

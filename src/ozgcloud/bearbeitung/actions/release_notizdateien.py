"""Record that the files of notes are released."""

from uuid import UUID

from ozgcloud.bearbeitung.queries import attachments_of
from ozgcloud.core.actor import Actor
from ozgcloud.core.datakeys import record_release
from ozgcloud.core.tenancy import in_mandant


@in_mandant
def release_notizdateien(actor: Actor, *, vorgang_id: UUID) -> int:
    """Their bytes stay for good now, under the Mandant's key; repeatable, no event: nothing changed for anybody.

    Returns how many.
    """
    return record_release(attachments_of(actor, vorgang_id))

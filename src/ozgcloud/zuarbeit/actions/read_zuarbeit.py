"""Open a Zuarbeit; reading is logged."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.zuarbeit.events import ZuarbeitRead
from ozgcloud.zuarbeit.queries import Blatt, get_blatt


@in_mandant
def read_zuarbeit(actor: Actor, *, zuarbeit_id: UUID) -> Blatt:
    """One Zuarbeit from the actor's side (Art. 32 DSGVO). Raises NotFound."""
    blatt = get_blatt(actor, zuarbeit_id)
    emit(actor, ZuarbeitRead(zuarbeit_id=zuarbeit_id))
    return blatt

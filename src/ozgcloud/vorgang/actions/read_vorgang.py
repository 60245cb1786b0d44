"""Open a case page, and say so in the journal."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.events import VorgangRead
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import get_vorgang, seen_as


@in_mandant
def read_vorgang(actor: Actor, *, vorgang_id: UUID) -> Vorgang:
    """The case for reading; the access is logged (Art. 32 DSGVO). Raises NotFound."""
    vorgang = get_vorgang(actor, vorgang_id)
    emit(actor, VorgangRead(vorgang_id=vorgang.id, rolle=seen_as(actor, vorgang)))
    return vorgang

"""Open a case page, and say so in the journal."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.events import VorgangRead
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import get_vorgang, seen_as


@in_mandant
def read_vorgang(actor: Actor, *, vorgang_id: UUID) -> Vorgang:
    """The case for reading; the access is logged (Art. 32 DSGVO). Raises NotFound.

    Who works on such cases has seen with it what was new.
    """
    vorgang = get_vorgang(actor, vorgang_id)
    rolle = seen_as(actor, vorgang)
    if vorgang.ungelesen and rolle is Rolle.USER:
        Vorgang.objects.filter(id=vorgang.id).update(ungelesen=False)
    emit(actor, VorgangRead(vorgang_id=vorgang.id, rolle=rolle))
    return vorgang

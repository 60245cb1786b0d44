"""Write a note."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.events import NotizAdded
from ozgcloud.vorgang.models import Notiz
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import require_text


@in_mandant
def add_notiz(actor: Actor, *, vorgang_id: UUID, text: str) -> NotizAdded:
    """Add an internal note; the citizen never sees it. Raises NotFound, Forbidden, InvalidInput."""
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER)
    notiz = Notiz.objects.create(
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        person_id=actor.person_id,
        text=require_text(text, "text"),
    )
    return emit(actor, NotizAdded(vorgang_id=vorgang.id, notiz_id=notiz.id))

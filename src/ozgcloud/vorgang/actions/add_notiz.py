"""Write a note."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.core.types import new_id
from ozgcloud.vorgang.events import NotizAdded
from ozgcloud.vorgang.models import Notiz
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import require_text


@in_mandant
def add_notiz(actor: Actor, *, vorgang_id: UUID, text: str, notiz_id: UUID | None = None) -> NotizAdded:
    """Add an internal note; the citizen never sees it. With `notiz_id` a repetition (double click) adds nothing.

    Raises NotFound, Forbidden, InvalidInput.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    cleaned = require_text(text, "text")
    if notiz_id is not None and Notiz.objects.filter(id=notiz_id, vorgang_id=vorgang.id).exists():
        return NotizAdded(vorgang_id=vorgang.id, notiz_id=notiz_id)
    notiz = Notiz.objects.create(
        id=notiz_id or new_id(),
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        person_id=actor.require_person(),
        text=cleaned,
    )
    return emit(actor, NotizAdded(vorgang_id=vorgang.id, notiz_id=notiz.id))

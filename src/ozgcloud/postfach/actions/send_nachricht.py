"""Write to the citizen."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.core.types import new_id
from ozgcloud.postfach.events import NachrichtSent
from ozgcloud.postfach.models import Nachricht, Richtung
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import require_text


@in_mandant
def send_nachricht(
    actor: Actor, *, vorgang_id: UUID, betreff: str, text: str, nachricht_id: UUID | None = None
) -> NachrichtSent:
    """Put a message on the citizen's status page at once; with `nachricht_id` a second click sends nothing.

    Raises NotFound, Forbidden, InvalidInput.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    cleaned = (require_text(betreff, "betreff"), require_text(text, "text"))
    if nachricht_id is not None and Nachricht.objects.filter(id=nachricht_id, vorgang_id=vorgang.id).exists():
        return NachrichtSent(vorgang_id=vorgang.id, nachricht_id=nachricht_id)
    nachricht = Nachricht.objects.create(
        id=nachricht_id or new_id(),
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        richtung=Richtung.AUSGANG,
        person_id=actor.person_id,
        betreff=cleaned[0],
        text=cleaned[1],
    )
    return emit(actor, NachrichtSent(vorgang_id=vorgang.id, nachricht_id=nachricht.id))

"""Write to the citizen."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.postfach.events import NachrichtSent
from ozgcloud.postfach.models import Nachricht, Richtung
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import require_text


@in_mandant
def send_nachricht(actor: Actor, *, vorgang_id: UUID, betreff: str, text: str) -> NachrichtSent:
    """Put a message on the citizen's status page at once. Raises NotFound, Forbidden, InvalidInput."""
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER)
    nachricht = Nachricht.objects.create(
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        richtung=Richtung.AUSGANG,
        person_id=actor.person_id,
        betreff=require_text(betreff, "betreff"),
        text=require_text(text, "text"),
    )
    return emit(actor, NachrichtSent(vorgang_id=vorgang.id, nachricht_id=nachricht.id))

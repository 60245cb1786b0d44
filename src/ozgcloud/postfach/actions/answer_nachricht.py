"""The citizen writes to the authority."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.postfach.events import NachrichtReceived
from ozgcloud.postfach.models import Nachricht, Richtung, Stand
from ozgcloud.vorgang.rules import require_text

BETREFF = "Nachricht zum Antrag"


@in_mandant
def answer_nachricht(actor: Actor, *, vorgang_id: UUID, text: str) -> NachrichtReceived:
    """Take a message of the citizen whose access was checked at the door. Raises NotFound, InvalidInput."""
    if not Stand.objects.filter(vorgang_id=vorgang_id).exists():
        raise NotFound
    nachricht = Nachricht.objects.create(
        mandant_id=current_mandant(),
        vorgang_id=vorgang_id,
        richtung=Richtung.EINGANG,
        betreff=BETREFF,
        text=require_text(text, "text"),
    )
    return emit(actor, NachrichtReceived(vorgang_id=vorgang_id, nachricht_id=nachricht.id))

"""The citizen writes to the authority."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.core.types import new_id
from ozgcloud.postfach.events import NachrichtReceived
from ozgcloud.postfach.models import Nachricht, Richtung, Stand
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.rules import Status, require_text

BETREFF = "Nachricht zum Antrag"
ON_ITS_WAY = "Ihr Antrag wird gerade weitergegeben. Bitte senden Sie die Nachricht in einer Minute noch einmal."


@in_mandant
def answer_nachricht(
    actor: Actor, *, vorgang_id: UUID, text: str, nachricht_id: UUID | None = None
) -> NachrichtReceived:
    """Take a message of the citizen whose access was checked at the door; with `nachricht_id` a repetition is one.

    Raises NotFound, InvalidInput.
    """
    if not Stand.objects.filter(vorgang_id=vorgang_id).exists():
        raise NotFound
    cleaned = require_text(text, "text")
    _require_here(vorgang_id)
    if nachricht_id is not None and Nachricht.objects.filter(id=nachricht_id, vorgang_id=vorgang_id).exists():
        return NachrichtReceived(vorgang_id=vorgang_id, nachricht_id=nachricht_id)
    nachricht = Nachricht.objects.create(
        id=nachricht_id or new_id(),
        mandant_id=current_mandant(),
        vorgang_id=vorgang_id,
        richtung=Richtung.EINGANG,
        betreff=BETREFF,
        text=cleaned,
    )
    Vorgang.objects.filter(id=vorgang_id).update(ungelesen=True)
    return emit(actor, NachrichtReceived(vorgang_id=vorgang_id, nachricht_id=nachricht.id))


def _require_here(vorgang_id: UUID) -> None:
    """Between two offices a message would be written past both. Locks the case, so that it is not given away now."""
    status = Vorgang.objects.select_for_update().values_list("status", flat=True).get(id=vorgang_id)
    if status == Status.WEITERGELEITET.value:
        raise InvalidInput("Ihr Antrag wird gerade weitergegeben.", {"text": ON_ITS_WAY})

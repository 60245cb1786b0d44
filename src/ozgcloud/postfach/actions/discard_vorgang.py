"""Discard an Antrag and tell the citizen why."""

from uuid import UUID, uuid5

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.postfach.events import NachrichtSent
from ozgcloud.postfach.models import Nachricht, Richtung
from ozgcloud.postfach.rules import BETREFF_VERWORFEN
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Schritt, require_text


@in_mandant
def discard_vorgang(actor: Actor, *, vorgang_id: UUID, begruendung: str, version: int | None = None) -> NachrichtSent:
    """Discard a case nobody is competent for, with the reason as a message; both or nothing. `version` is what the
    actor looked at.

    Raises NotFound, Forbidden, Conflict when the case has moved on, or InvalidInput without a reason.
    """
    text = require_text(begruendung, "begruendung")
    moved = move_vorgang(actor, vorgang_id=vorgang_id, schritt=Schritt.VERWERFEN, version=version)
    vorgang = get_vorgang(actor, vorgang_id)
    nachricht = Nachricht.objects.create(
        id=uuid5(vorgang_id, f"{moved.schritt.value}-{vorgang.version}"),
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang_id,
        richtung=Richtung.AUSGANG,
        person_id=actor.person_id,
        betreff=BETREFF_VERWORFEN,
        text=text,
    )
    return emit(actor, NachrichtSent(vorgang_id=vorgang_id, nachricht_id=nachricht.id))

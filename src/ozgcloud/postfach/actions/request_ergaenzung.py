"""Ask the applicant for what an entry of the quarantine is about."""

from uuid import UUID, uuid5

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.events import QuarantaeneRequested
from ozgcloud.eingang.rules import Quarantaeneart
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from ozgcloud.vorgang.quarantaene import get_open_entry
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def request_ergaenzung(
    actor: Actor, *, vorgang_id: UUID, quarantaene_id: UUID, betreff: str, text: str
) -> QuarantaeneRequested:
    """Send a message and note when; the entry stays open until somebody has looked at the answer.

    Raises NotFound, Forbidden, Conflict when it is settled, InvalidInput for an empty message.
    """
    get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    entry = get_open_entry(vorgang_id, quarantaene_id)
    nachricht_id = uuid5(quarantaene_id, f"{entry.angefordert_am}")
    send_nachricht(actor, vorgang_id=vorgang_id, betreff=betreff, text=text, nachricht_id=nachricht_id)
    entry.angefordert_am = clock.now()
    entry.save(update_fields=("angefordert_am",))
    event = QuarantaeneRequested(vorgang_id=vorgang_id, quarantaene_id=entry.id, art=Quarantaeneart(entry.art))
    return emit(actor, event)

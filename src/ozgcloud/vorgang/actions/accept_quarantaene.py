"""Take a case as it is, after somebody has looked at what was noted."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.actions.settle_quarantaene import settle_quarantaene
from ozgcloud.eingang.rules import Massnahme, Quarantaeneart
from ozgcloud.vorgang.quarantaene import get_open_entry
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import require_text


@in_mandant
def accept_quarantaene(actor: Actor, *, vorgang_id: UUID, quarantaene_id: UUID, begruendung: str) -> int:
    """Settle one entry with the reason why the case may go on. A locked file stays locked.

    Raises NotFound, Forbidden, Conflict when it is settled already, InvalidInput without a reason.
    """
    get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    entry = get_open_entry(vorgang_id, quarantaene_id)
    return settle_quarantaene(
        actor,
        vorgang_id=vorgang_id,
        massnahme=Massnahme.UEBERNOMMEN,
        arten=(Quarantaeneart(entry.art),),
        datei_id=entry.datei_id,
        begruendung=require_text(begruendung, "begruendung"),
    )

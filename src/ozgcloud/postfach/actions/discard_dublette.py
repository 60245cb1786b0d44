"""Discard a case that repeats another one, and tell the applicant which one counts."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.actions.settle_quarantaene import settle_quarantaene
from ozgcloud.eingang.rules import Massnahme
from ozgcloud.postfach.actions.discard_vorgang import discard_vorgang
from ozgcloud.vorgang.quarantaene import get_open_entry
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def discard_dublette(actor: Actor, *, vorgang_id: UUID, quarantaene_id: UUID, begruendung: str) -> int:
    """Discard with the reason as a message, and settle everything that was noted; both or nothing.

    Raises NotFound, Forbidden, Conflict when the case or the entry has moved on, InvalidInput without a reason.
    """
    get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    get_open_entry(vorgang_id, quarantaene_id)
    discard_vorgang(actor, vorgang_id=vorgang_id, begruendung=begruendung)
    return settle_quarantaene(
        actor, vorgang_id=vorgang_id, massnahme=Massnahme.VERWORFEN, begruendung=begruendung.strip()
    )

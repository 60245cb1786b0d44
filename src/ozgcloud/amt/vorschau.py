"""The letter before it is issued."""

from uuid import UUID

from ozgcloud.amt.bescheidblatt import load_blaetter
from ozgcloud.bescheid.port import Bescheid
from ozgcloud.bescheid.queries import compose_letter
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.flow import wiring
from ozgcloud.vorgang.actions.read_vorgang import read_vorgang


def render_preview(actor: Actor, vorgang_id: UUID, bescheid_id: UUID) -> tuple[str, bytes]:
    """File name and PDF of a Bescheid as it stands; set outside of any transaction. Raises NotFound, Reject, Retry."""
    letter = _compose(actor, vorgang_id, bescheid_id)
    return f"Vorschau_Bescheid_{letter.vorgangsnummer}.pdf", wiring.bescheid().render(letter)


@in_mandant
def _compose(actor: Actor, vorgang_id: UUID, bescheid_id: UUID) -> Bescheid:
    load_blaetter(actor, vorgang_id).get(bescheid_id)
    read_vorgang(actor, vorgang_id=vorgang_id)
    return compose_letter(actor, bescheid_id)

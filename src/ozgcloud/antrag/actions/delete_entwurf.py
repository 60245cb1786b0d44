"""Throw a draft away."""

from ozgcloud.antrag.actions.save_eingaben import SUBMITTED
from ozgcloud.antrag.models import EntwurfDatei
from ozgcloud.antrag.queries import locked_entwurf
from ozgcloud.antrag.rules import secret_hash
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.tenancy import entwurf_scope


def delete_entwurf(actor: Actor, *, geheimnis: str) -> None:
    """Delete a draft for good; it is the citizen's own. Raises NotFound, or Conflict once submitted."""
    with entwurf_scope(secret_hash(geheimnis)):
        entwurf = locked_entwurf(geheimnis)
        if entwurf.vorgangsnummer:
            raise Conflict(SUBMITTED, code="eingereicht")
        EntwurfDatei.objects.filter(entwurf_id=entwurf.id).delete()
        entwurf.delete()

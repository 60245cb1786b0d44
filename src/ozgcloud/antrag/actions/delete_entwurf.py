"""Throw a draft away."""

from uuid import UUID

from ozgcloud.antrag.actions.save_eingaben import SUBMITTED
from ozgcloud.antrag.models import EntwurfDatei
from ozgcloud.antrag.queries import locked_entwurf
from ozgcloud.antrag.rules import secret_hash
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.tenancy import entwurf_scope


def delete_entwurf(actor: Actor, *, geheimnis: str) -> list[UUID]:
    """Delete a draft for good; it is the citizen's own. Returns the keys of its bytes for the door to discard.

    Raises NotFound, or Conflict once submitted.
    """
    with entwurf_scope(secret_hash(geheimnis)):
        entwurf = locked_entwurf(geheimnis)
        if entwurf.vorgangsnummer:
            raise Conflict(SUBMITTED, code="eingereicht")
        dateien = EntwurfDatei.objects.filter(entwurf_id=entwurf.id)
        keys = [datei.schluessel for datei in dateien]
        dateien.delete()
        entwurf.delete()
        return keys

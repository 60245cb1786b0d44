"""Throw away what was begun."""

from uuid import UUID

from ozgcloud.antrag.actions.delete_entwurf import delete_entwurf
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.erfassung.queries import geheimnis_of, get_erfassung
from ozgcloud.erfassung.rules import require_open


def discard_erfassung(actor: Actor, *, erfassung_id: UUID) -> list[UUID]:
    """Delete it with its draft, for good; returns the keys of its bytes for the door to discard.

    Raises NotFound, Conflict once it is a case.
    """
    with mandant_scope(actor.mandant_id or 0):
        row = get_erfassung(actor, erfassung_id, lock=True)
        require_open(row.vorgangsnummer)
        try:
            keys = delete_entwurf(actor, geheimnis=geheimnis_of(erfassung_id))
        except NotFound:
            keys = []
        row.delete()
    return keys

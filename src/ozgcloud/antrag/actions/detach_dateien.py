"""Remove uploads from a draft."""

from collections.abc import Callable
from uuid import UUID

from ozgcloud.antrag.actions.save_eingaben import SUBMITTED
from ozgcloud.antrag.models import EntwurfDatei
from ozgcloud.antrag.queries import locked_entwurf
from ozgcloud.antrag.rules import secret_hash
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.tenancy import entwurf_scope


def detach_dateien(actor: Actor, *, geheimnis: str, betrifft: Callable[[str], bool]) -> list[UUID]:
    """Remove the uploads whose address `betrifft`; returns the keys of their bytes for the door to discard.

    Raises NotFound, Conflict.
    """
    with entwurf_scope(secret_hash(geheimnis)):
        entwurf = locked_entwurf(geheimnis)
        if entwurf.vorgangsnummer:
            raise Conflict(SUBMITTED, code="eingereicht")
        gone = [d for d in EntwurfDatei.objects.filter(entwurf_id=entwurf.id) if betrifft(d.adresse)]
        if gone:
            EntwurfDatei.objects.filter(id__in=[d.id for d in gone]).delete()
            entwurf.version += 1
            entwurf.geaendert_am = clock.now()
            entwurf.save(update_fields=("version", "geaendert_am"))
        return [d.schluessel for d in gone]

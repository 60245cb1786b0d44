"""Remove uploads from a draft."""

from collections.abc import Callable

from ozgcloud.antrag.actions.save_eingaben import SUBMITTED
from ozgcloud.antrag.models import EntwurfDatei
from ozgcloud.antrag.queries import locked_entwurf
from ozgcloud.antrag.rules import secret_hash
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.tenancy import entwurf_scope


def detach_dateien(actor: Actor, *, geheimnis: str, betrifft: Callable[[str], bool]) -> int:
    """Remove the uploads whose address `betrifft`; the sweep removes their bytes. Returns how many.

    NotFound, Conflict.
    """
    with entwurf_scope(secret_hash(geheimnis)):
        entwurf = locked_entwurf(geheimnis)
        if entwurf.vorgangsnummer:
            raise Conflict(SUBMITTED, code="eingereicht")
        gone = [d.id for d in EntwurfDatei.objects.filter(entwurf_id=entwurf.id) if betrifft(d.adresse)]
        if gone:
            EntwurfDatei.objects.filter(id__in=gone).delete()
            entwurf.version += 1
            entwurf.geaendert_am = clock.now()
            entwurf.save(update_fields=("version", "geaendert_am"))
        return len(gone)

"""Take an upload into a draft."""

from uuid import UUID

from ozgcloud.antrag.actions.save_eingaben import SUBMITTED
from ozgcloud.antrag.models import EntwurfDatei
from ozgcloud.antrag.queries import locked_entwurf
from ozgcloud.antrag.rules import require_room, secret_hash
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.files import Ablage
from ozgcloud.core.tenancy import entwurf_scope


def attach_datei(actor: Actor, *, geheimnis: str, adresse: str, name: str, ablage: Ablage) -> list[UUID]:
    """Record bytes already in the store at a field of the form, instead of what was there.

    Returns the keys of replaced bytes for the door to discard after the commit. Raises NotFound, Conflict, and
    InvalidInput for more files than any form asks for.
    """
    digest = secret_hash(geheimnis)
    with entwurf_scope(digest):
        entwurf = locked_entwurf(geheimnis)
        if entwurf.vorgangsnummer:
            raise Conflict(SUBMITTED, code="eingereicht")
        known = {d.adresse: d.schluessel for d in EntwurfDatei.objects.filter(entwurf_id=entwurf.id)}
        require_room(len(known.keys() - {adresse}))
        EntwurfDatei.objects.filter(entwurf_id=entwurf.id, adresse=adresse).delete()
        EntwurfDatei.objects.create(
            entwurf_id=entwurf.id,
            geheimnis_hash=digest,
            adresse=adresse,
            schluessel=ablage.schluessel,
            name=name,
            medientyp=ablage.medientyp,
            groesse=ablage.groesse,
            sha256=ablage.sha256,
            datenschluessel=ablage.schluesselgeheimnis,
        )
        entwurf.version += 1
        entwurf.geaendert_am = clock.now()
        entwurf.save(update_fields=("version", "geaendert_am"))
        return [known[adresse]] if adresse in known else []

"""Record that the e-Akte took a case."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.veraktung.events import AkteDelivered
from ozgcloud.veraktung.models import Akte
from ozgcloud.veraktung.port import Quittung
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def record_akte(actor: Actor, *, vorgang_id: UUID, schluessel: UUID, quittung: Quittung) -> AkteDelivered:
    """Keep the receipt; a case closed again after reopening has a new key and replaces the former receipt."""
    get_vorgang(actor, vorgang_id, lock=True)
    event = AkteDelivered(vorgang_id=vorgang_id)
    known = Akte.objects.filter(vorgang_id=vorgang_id).first()
    if known is not None and known.schluessel == schluessel:
        return event
    akte = Akte(
        vorgang_id=vorgang_id,
        mandant_id=current_mandant(),
        schluessel=schluessel,
        ort=quittung.pfad,
        sha256=quittung.sha256,
        groesse=quittung.groesse,
    )
    akte.save(force_insert=known is None, force_update=known is not None)
    return emit(actor, event)

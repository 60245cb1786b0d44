"""The citizen downloads a document."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.models import Datei
from ozgcloud.core.scan import require_deliverable
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.postfach.events import DokumentRetrieved
from ozgcloud.postfach.queries import get_dokument


@in_mandant
def retrieve_dokument(actor: Actor, *, vorgang_id: UUID, dokument_id: UUID) -> Datei:
    """The file of a document; the first Abruf is kept for good (§ 9 OZG, § 41 (2a) VwVfG).

    Raises NotFound, Conflict while the file is locked or not checked yet.
    """
    dokument = get_dokument(dokument_id, vorgang_id, lock=True)
    require_deliverable(dokument.datei.scan)
    if dokument.abgerufen_am is None:
        dokument.abgerufen_am = clock.now()
        dokument.save(update_fields=("abgerufen_am",))
    emit(actor, DokumentRetrieved(vorgang_id=vorgang_id, dokument_id=dokument.id))
    return dokument.datei

"""Open a file of a Zuarbeit; reading is logged."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.scan import require_deliverable
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.zuarbeit.events import ZuarbeitRead
from ozgcloud.zuarbeit.queries import Dateizeile, get_datei_of


@in_mandant
def read_zuarbeitdatei(actor: Actor, *, zuarbeit_id: UUID, datei_id: UUID) -> Dateizeile:
    """A file the actor may have now, as it is read. Raises NotFound, Conflict while or after a check for malware."""
    datei = get_datei_of(actor, zuarbeit_id, datei_id)
    require_deliverable(datei.scan)
    emit(actor, ZuarbeitRead(zuarbeit_id=zuarbeit_id, datei_id=datei_id))
    return datei

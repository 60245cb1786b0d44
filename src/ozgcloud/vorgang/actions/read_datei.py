"""Download a file of a case, and say so in the journal."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.journal import emit
from ozgcloud.core.models import Datei
from ozgcloud.core.scan import require_deliverable
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.events import DateiRead
from ozgcloud.vorgang.queries import get_vorgang, seen_as


@in_mandant
def read_datei(actor: Actor, *, vorgang_id: UUID, datei_id: UUID, erlaubt: frozenset[UUID]) -> Datei:
    """The record of a file that belongs to the case; `erlaubt` are the ids of the case's files.

    Raises NotFound; Conflict for a file in which malware was found, or which a scanner has not checked yet.
    """
    vorgang = get_vorgang(actor, vorgang_id)
    datei = Datei.objects.filter(id=datei_id).first() if datei_id in erlaubt else None
    if datei is None:
        raise NotFound
    require_deliverable(datei.scan)
    emit(actor, DateiRead(vorgang_id=vorgang.id, datei_id=datei.id, rolle=seen_as(actor, vorgang)))
    return datei

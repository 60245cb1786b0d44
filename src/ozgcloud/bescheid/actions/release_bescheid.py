"""Release the document of a Bescheid that has been committed."""

from uuid import UUID

from ozgcloud.bescheid.queries import get_bescheid
from ozgcloud.core.actor import Actor
from ozgcloud.core.files import FileStore
from ozgcloud.core.models import Datei, DateiStatus
from ozgcloud.core.tenancy import in_mandant


@in_mandant
def release_bescheid(actor: Actor, *, bescheid_id: UUID, store: FileStore) -> int:
    """Move its bytes to their final place and say so; repeatable, no event: nothing changed for anybody.

    Returns how many.
    """
    bescheid = get_bescheid(bescheid_id)
    if bescheid.datei_id is None:
        return 0
    waiting = Datei.objects.filter(id=bescheid.datei_id, status=DateiStatus.WARTET)
    for datei in waiting:
        store.release(datei.schluessel)
    return waiting.update(status=DateiStatus.FREI)

"""Release the files of an Eingang that has been committed."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.files import FileStore
from ozgcloud.core.models import Datei, DateiStatus
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.models import EingangAnlage


@in_mandant
def release_dateien(actor: Actor, *, vorgang_id: UUID, store: FileStore) -> int:
    """Move bytes to their final place and say so; repeatable, no event: nothing changed for anybody.

    Returns how many.
    """
    keys = EingangAnlage.objects.filter(eingang__vorgang_id=vorgang_id).values_list("datei_id", flat=True)
    waiting = Datei.objects.filter(id__in=list(keys), status=DateiStatus.WARTET)
    for datei in waiting:
        store.release(datei.schluessel)
    return waiting.update(status=DateiStatus.FREI)

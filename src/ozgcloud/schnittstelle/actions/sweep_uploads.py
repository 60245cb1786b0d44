"""Forget uploads nobody came back to."""

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import client_scope
from ozgcloud.schnittstelle.hochladen import LIFETIME
from ozgcloud.schnittstelle.models import Upload, UploadTeil
from ozgcloud.schnittstelle.queries import list_clients


def sweep_uploads(actor: Actor) -> int:
    """Delete uploads older than a day, and the parts of unfinished ones; returns how many.

    Bytes of a whole file that no case names are swept with all other bytes nobody names.
    """
    deleted, limit = 0, clock.now() - LIFETIME
    for client in list_clients():
        with client_scope(str(client.id)):
            old = list(Upload.objects.filter(erstellt_am__lt=limit).values_list("id", flat=True)[:1000])
            keys = list(UploadTeil.objects.filter(upload_id__in=old).values_list("schluessel", flat=True))
            Upload.objects.filter(id__in=old).delete()
        for key in keys:
            file_store().discard(key)
        deleted += len(old)
    return deleted

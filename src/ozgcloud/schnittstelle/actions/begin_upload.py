"""Announce a large file."""

from uuid import UUID, uuid5

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.tenancy import client_scope
from ozgcloud.core.types import new_id
from ozgcloud.schnittstelle.hochladen import LIFETIME, Uploadstand, require_announced, stand_of
from ozgcloud.schnittstelle.models import Upload


def begin_upload(actor: Actor, *, name: str, groesse: int, sha256: str, schluessel: str = "") -> Uploadstand:
    """A place for a file of that many bytes and that SHA-256 (hex).

    Under the same `schluessel` it is the same upload, as far as it has come; after it has expired it begins anew under
    the same id. Raises InvalidInput, Conflict when the key was used for another file.
    """
    require_announced(groesse, sha256)
    client_id = UUID(actor.id)
    upload_id = uuid5(client_id, f"upload|{schluessel}") if schluessel else new_id()
    row = {"client_id": client_id, "name": name, "groesse": groesse, "sha256": sha256}
    with client_scope(actor.id):
        Upload.objects.filter(id=upload_id, erstellt_am__lte=clock.now() - LIFETIME).delete()
        upload, _ = Upload.objects.get_or_create(id=upload_id, defaults=row)
    if (upload.name, upload.groesse, upload.sha256) != (name, groesse, sha256):
        raise Conflict(
            "Diesen Idempotency-Key haben Sie schon für eine andere Datei benutzt.", code="schluessel-vergeben"
        )
    return stand_of(upload)

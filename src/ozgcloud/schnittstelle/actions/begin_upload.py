"""Announce a large file."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import client_scope
from ozgcloud.schnittstelle.hochladen import require_announced
from ozgcloud.schnittstelle.models import Upload


def begin_upload(actor: Actor, *, name: str, groesse: int, sha256: str) -> UUID:
    """A place for a file of that many bytes and that SHA-256 (hex); raises InvalidInput."""
    require_announced(groesse, sha256)
    with client_scope(actor.id):
        upload = Upload.objects.create(client_id=UUID(actor.id), name=name, groesse=groesse, sha256=sha256)
    return upload.id

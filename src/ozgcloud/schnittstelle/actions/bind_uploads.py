"""Give uploads to the one submission they are for."""

from collections.abc import Collection
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.tenancy import client_scope
from ozgcloud.schnittstelle.models import Upload


def bind_uploads(actor: Actor, *, upload_ids: Collection[UUID], transaktion: str) -> None:
    """Nobody submits a file twice: it belongs to the submission with this key. Repeatable; raises Conflict."""
    if not upload_ids:
        return
    with client_scope(actor.id):
        free = Upload.objects.filter(id__in=upload_ids, transaktion__in=("", transaktion))
        if free.update(transaktion=transaktion) != len(set(upload_ids)):
            raise Conflict("Ein Upload gehört schon zu einem anderen Antrag.", code="upload-verwendet")

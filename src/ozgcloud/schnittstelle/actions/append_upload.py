"""Take the next part of a large file."""

from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.core.files import Ablage
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import client_scope
from ozgcloud.schnittstelle.hochladen import MAX_DATEI, UNKNOWN, Uploadstand, joined, parts_of, require_stand, stand_of
from ozgcloud.schnittstelle.models import Upload, UploadTeil


def append_upload(actor: Actor, *, upload_id: UUID, ab: int, teil: Ablage | None, medientyp: str = "") -> Uploadstand:
    """Record bytes already in the store at their place; the last part makes the file whole and compares its SHA-256.

    Without `teil` a file whose last step was interrupted is made whole. Raises NotFound, Conflict when the part does
    not go on where the last one ended, InvalidInput for a wrong SHA-256: then the file has to be sent anew.
    """
    upload = _record(actor, upload_id, ab, teil, medientyp)
    is_due = upload.stand == upload.groesse and upload.fertig_am is None
    return stand_of(_finish(actor, upload) if is_due else upload)


def _record(actor: Actor, upload_id: UUID, ab: int, teil: Ablage | None, medientyp: str) -> Upload:
    with client_scope(actor.id):
        upload = Upload.objects.select_for_update().filter(id=upload_id).first()
        if upload is None:
            raise NotFound(UNKNOWN)
        require_stand(upload, ab, teil.groesse if teil else 0)
        if teil is None:
            return upload
        UploadTeil.objects.create(
            upload_id=upload.id,
            client_id=UUID(actor.id),
            ab=ab,
            groesse=teil.groesse,
            sha256=teil.sha256,
            schluessel=teil.schluessel,
            datenschluessel=teil.schluesselgeheimnis,
        )
        upload.stand = ab + teil.groesse
        upload.medientyp = medientyp or upload.medientyp
        upload.save(update_fields=("stand", "medientyp"))
        return upload


def _finish(actor: Actor, upload: Upload) -> Upload:
    """Outside of a transaction: half a gigabyte takes seconds. Two at once both succeed; one's bytes are swept."""
    parts, store = parts_of(upload), file_store()
    whole = store.put(joined(parts), medientyp=upload.medientyp, limit=MAX_DATEI)
    is_right = whole.sha256 == upload.sha256
    with client_scope(actor.id):
        if is_right:
            upload.schluessel, upload.datenschluessel = whole.schluessel, whole.schluesselgeheimnis
            upload.fertig_am = clock.now()
            upload.save(update_fields=("schluessel", "datenschluessel", "fertig_am"))
            UploadTeil.objects.filter(upload_id=upload.id).delete()
        else:
            Upload.objects.filter(id=upload.id).delete()
    for part in parts:
        store.discard(part.schluessel)
    if not is_right:
        store.discard(whole.schluessel)
        raise InvalidInput(
            "Die Datei stimmt nicht mit der angekündigten Prüfsumme überein. Bitte laden Sie sie neu hoch.",
            {"sha256": "Die Bytes haben eine andere Prüfsumme."},
            code="pruefsumme",
        )
    return upload

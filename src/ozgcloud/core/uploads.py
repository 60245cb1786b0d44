"""An upload of a browser on its way into the store: looked at by content, never by name alone, never held in memory."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from ozgcloud.core.eingabe import clean_name
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.files import CHUNK, MAX_UPLOAD, SNIFF_BYTES, Ablage, require_upload
from ozgcloud.core.store import file_store

EMPTY = "Die Datei ist leer. Bitte wählen Sie eine andere Datei."
ACCEPT = ".pdf,.jpg,.jpeg,.png"
"""For the file dialog: the endings `core.files` accepts."""
RULES = "PDF, JPEG oder PNG, je Datei bis 20 MB."


def store_upload(datei: "UploadedFile[Any]", limit: int = MAX_UPLOAD) -> tuple[str, Ablage]:
    """Its name as people may see it, and what the store knows of its bytes; `limit` in bytes.

    The caller records it or discards the key. Raises InvalidInput with a sentence that names the file, Retry when the
    store is full or away.
    """
    name, head = clean_name(datei.name), datei.read(SNIFF_BYTES)
    try:
        medientyp = _media_type(name, head)
        datei.seek(0)
        return name, file_store().put(datei.chunks(CHUNK), medientyp=medientyp, limit=limit)
    except InvalidInput as error:
        raise InvalidInput(f"„{name}“ wurde nicht übernommen. {error.meldung}", code=error.code) from None


def _media_type(name: str, head: bytes) -> str:
    if not head:
        raise InvalidInput(EMPTY, code="datei-leer")
    return require_upload(name, head)

"""Files that a caseworker sends along, on their way into the store: looked at by content, never by name alone."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from ozgcloud.core.eingabe import clean_name
from ozgcloud.core.errors import InvalidInput, OzgError
from ozgcloud.core.files import CHUNK, SNIFF_BYTES, require_upload
from ozgcloud.core.store import file_store
from ozgcloud.core.types import new_id
from ozgcloud.zuarbeit.ablage import NeueDatei
from ozgcloud.zuarbeit.rules import MAX_DATEIEN


def take_files(request: HttpRequest, feld: str) -> list[NeueDatei]:
    """Keep every file of a field; nothing stays behind when one of them cannot be taken.

    Raises InvalidInput at that field, Retry when the store is full or away.
    """
    uploads = request.FILES.getlist(feld)
    if len(uploads) > MAX_DATEIEN:
        raise InvalidInput("Zu viele Dateien.", {feld: f"Bitte senden Sie höchstens {MAX_DATEIEN} Dateien auf einmal."})
    taken: list[NeueDatei] = []
    try:
        for upload in uploads:
            taken.append(_take(upload, feld))
    except OzgError:
        drop_files(taken)
        raise
    return taken


def _take(upload: "UploadedFile[Any]", feld: str) -> NeueDatei:
    name, head = clean_name(upload.name), upload.read(SNIFF_BYTES)
    try:
        medientyp = require_upload(name, head)
        upload.seek(0)
        return NeueDatei(new_id(), name, file_store().put(upload.chunks(CHUNK), medientyp=medientyp))
    except InvalidInput as error:
        raise InvalidInput("Eine Datei wurde nicht übernommen.", {feld: f"„{name}“: {error.meldung}"}) from None


def drop_files(dateien: list[NeueDatei]) -> None:
    """Delete bytes that nothing names after all."""
    for datei in dateien:
        file_store().discard(datei.ablage.schluessel)

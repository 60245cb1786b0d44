"""Files that a caseworker puts to a note or sends along, on their way into the store."""

from collections.abc import Sequence

from django.http import HttpRequest

from ozgcloud.core.errors import InvalidInput, OzgError
from ozgcloud.core.files import Ablage
from ozgcloud.core.store import file_store
from ozgcloud.core.uploads import store_upload

MAX_DATEIEN = 10
Upload = tuple[str, Ablage]
"""The name people gave a file, and where its bytes are."""


def take_uploads(request: HttpRequest, feld: str) -> list[Upload]:
    """Keep every file of a field; nothing stays behind when one of them cannot be taken.

    Raises InvalidInput at that field, Retry when the store is full or away.
    """
    sent = request.FILES.getlist(feld)
    if len(sent) > MAX_DATEIEN:
        raise InvalidInput("Zu viele Dateien.", {feld: f"Bitte höchstens {MAX_DATEIEN} Dateien auf einmal."})
    taken: list[Upload] = []
    try:
        taken.extend(store_upload(one) for one in sent)
    except OzgError as fehler:
        drop_uploads(taken)
        if isinstance(fehler, InvalidInput):
            raise InvalidInput("Eine Datei wurde nicht übernommen.", {feld: fehler.meldung}) from None
        raise
    return taken


def drop_uploads(uploads: Sequence[Upload]) -> None:
    """Delete bytes that nothing names after all."""
    for _, ablage in uploads:
        file_store().discard(ablage.schluessel)

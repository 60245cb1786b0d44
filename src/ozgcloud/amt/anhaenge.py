"""Files a caseworker puts to a note, on their way into the store."""

from collections.abc import Sequence

from django.http import HttpRequest

from ozgcloud.bearbeitung.actions.write_vermerk import Anhang
from ozgcloud.core.errors import InvalidInput, OzgError
from ozgcloud.core.store import file_store
from ozgcloud.core.uploads import store_upload

MAX_DATEIEN = 10


def take_anhaenge(request: HttpRequest, feld: str) -> list[Anhang]:
    """Keep every file of a field; nothing stays behind when one of them cannot be taken.

    Raises InvalidInput at that field, Retry when the store is full or away.
    """
    uploads = request.FILES.getlist(feld)
    if len(uploads) > MAX_DATEIEN:
        raise InvalidInput("Zu viele Dateien.", {feld: f"Bitte höchstens {MAX_DATEIEN} Dateien auf einmal."})
    taken: list[Anhang] = []
    try:
        taken.extend(Anhang(*store_upload(upload)) for upload in uploads)
    except OzgError as fehler:
        drop_anhaenge(taken)
        if isinstance(fehler, InvalidInput):
            raise InvalidInput("Eine Datei wurde nicht übernommen.", {feld: fehler.meldung}) from None
        raise
    return taken


def drop_anhaenge(anhaenge: Sequence[Anhang]) -> None:
    """Delete bytes that nothing names after all."""
    for anhang in anhaenge:
        file_store().discard(anhang.ablage.schluessel)

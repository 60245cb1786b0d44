"""A stored file as an answer: whole when small, else in pieces, always with its length."""

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from ozgcloud.core.files import SMALL, Dateiverweis
from ozgcloud.core.store import file_store


def download(datei: Dateiverweis, *, medientyp: str, bereich: range | None = None) -> HttpResponseBase:
    """The bytes, decrypted and checked on the way; the caller adds the name and has asked for permission.

    With `bereich` only those bytes (206). A large file that turns out to be altered breaks off before its announced
    length, so nobody takes it for whole. Raises InvalidInput, NotFound, Retry before the first byte.
    """
    store = file_store()
    chunks = store.stream(datei) if bereich is None else store.section(datei, bereich.start, bereich.stop)
    small = datei.groesse <= SMALL
    response = (HttpResponse if small else StreamingHttpResponse)(chunks, content_type=medientyp)
    response.headers["Content-Length"] = str(datei.groesse if bereich is None else len(bereich))
    if bereich is not None:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {bereich.start}-{bereich.stop - 1}/{datei.groesse}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

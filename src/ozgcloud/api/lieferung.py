"""From the parts of a request to a delivery: the form parsed, every file in the store."""

import itertools
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ozgcloud.antrag.fremdantrag import Lieferdatei, Lieferung
from ozgcloud.api.multipart import Teil
from ozgcloud.api.probleme import Refusal
from ozgcloud.core.errors import OzgError
from ozgcloud.core.files import SNIFF_BYTES, FileStore, sniff
from ozgcloud.core.types import new_id
from ozgcloud.eingang.abbildung import normalised
from ozgcloud.eingang.fremd import MAX_BYTES, clean, read_formular, read_json

MAX_FILE = 110 * 1024 * 1024
MAX_FILES = 200
MAX_DATEINAME = 200
FORM_PART = "formdata"
RENDERING = "representation"
UNKNOWN_TYPE = "application/octet-stream"
# Nothing a browser would run; everything else is kept as plain bytes.
TYPES = frozenset(
    {
        *("application/pdf", "image/png", "image/jpeg", "image/tiff", "image/gif", "text/plain", "text/csv"),
        *("application/json", "application/xml", "text/xml", "application/zip", "application/rtf"),
        *("application/msword", "application/vnd.ms-excel", "application/vnd.oasis.opendocument.text"),
        *("application/vnd.oasis.opendocument.spreadsheet", "message/rfc822"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "text/xml": ".xml"} | {
    "application/xml": ".xml",
    "application/json": ".json",
    "text/plain": ".txt",
}


@contextmanager
def received(parts: Iterable[Teil], store: FileStore) -> Iterator[Lieferung]:
    """Everything that was sent; when it is refused inside, its files are taken out of the store again.

    Any other error may come after the commit, or hide whether there was one: then a case may name the files, and what
    no case names is swept after a day. Raises Refusal 400, 413, 422; InvalidInput for what is no JSON or nobody can
    look at; Retry when the store is away.
    """
    dateien: list[Lieferdatei] = []
    try:
        roh, charset = _read(parts, store, dateien)
        dokument = read_json(roh, charset)
        lieferung = Lieferung(roh, charset, dokument, read_formular(dokument), tuple(dateien))
    except BaseException:
        discard(dateien, store)
        raise
    try:
        yield lieferung
    except (OzgError, Refusal):
        discard(dateien, store)
        raise


def discard(dateien: Iterable[Lieferdatei], store: FileStore) -> None:
    """Take files out of the store that no case names: the delivery was refused, or had been accepted before."""
    for datei in dateien:
        store.discard(datei.ablage.schluessel)


def _read(parts: Iterable[Teil], store: FileStore, dateien: list[Lieferdatei]) -> tuple[bytes, str]:
    """The bytes of the one `formData` part and their charset; every other part becomes a file of `dateien`."""
    form: tuple[bytes, str] | None = None
    for teil in parts:
        kind = normalised(teil.name)
        if kind == FORM_PART:
            if form is not None:
                raise Refusal(422, "formdata-mehrfach", "Der Teil „formData“ kommt mehrfach vor. Bitte nur einmal.")
            form = (_whole(teil.bytes_), teil.zeichensatz)
            continue
        if len(dateien) >= MAX_FILES:
            raise Refusal(413, "zu-viele-dateien", f"Ein Antrag kann höchstens {MAX_FILES} Dateien haben.")
        datei = _stored(teil, store, is_rendering=kind.startswith(RENDERING), number=len(dateien) + 1)
        if datei is not None:
            dateien.append(datei)
    if form is None or not form[0].strip():
        raise Refusal(422, "formdata-fehlt", "Der Teil „formData“ fehlt oder ist leer.")
    return form


def _whole(pieces: Iterator[bytes]) -> bytes:
    read = b""
    for piece in pieces:
        read += piece
        if len(read) > MAX_BYTES:
            raise Refusal(413, "zu-gross", f"Der Teil „formData“ ist größer als {MAX_BYTES // 1_000_000} MB.")
    return read


def _stored(teil: Teil, store: FileStore, *, is_rendering: bool, number: int) -> Lieferdatei | None:
    """A part as a file; None for an upload field nobody has chosen a file for."""
    head = next((piece for piece in teil.bytes_ if piece), b"")
    if not head and not teil.dateiname:
        return None
    typ = sniff(head[:SNIFF_BYTES]) or (teil.medientyp if teil.medientyp in TYPES else UNKNOWN_TYPE)
    ablage = store.put(itertools.chain((head,), teil.bytes_), medientyp=typ, limit=MAX_FILE)
    return Lieferdatei(new_id(), _name(teil, typ, number), ablage, is_rendering)


def _name(teil: Teil, typ: str, number: int) -> str:
    """The name the file came with, without folders; else the name of its part with a fitting ending."""
    last = re.split(r"[/\\]", clean(teil.dateiname or "").replace("\n", " ").replace("\t", " "))[-1].strip()
    if last and last.strip("."):
        stem, dot, ending = last.rpartition(".")
        too_long = len(last) > MAX_DATEINAME
        return f"{stem[: MAX_DATEINAME - 10]}{dot}{ending[:8]}" if too_long and dot else last[:MAX_DATEINAME]
    part = " ".join(clean(teil.name).replace("/", "_").split())[:100] or "Datei"
    return f"{part}-{number}{ENDINGS.get(typ, '')}"

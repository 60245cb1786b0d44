"""Reading multipart/form-data part by part as it arrives, as generously as senders write it.

Names in RFC 2231 and 5987, in raw UTF-8 or Latin-1, quoted or not; lines that end in CRLF or LF; base64 parts. Strict
in one thing: the body must be complete and must end with its closing delimiter, or nothing of it counts. Bytes of a
part are never held in memory as a whole; Django's boundary streams find its end.
"""

import binascii
import io
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import Protocol
from urllib.parse import unquote_to_bytes

from django.http.multipartparser import ChunkIter, InterBoundaryIter, LazyStream

from ozgcloud.api.probleme import Refusal

CHUNK = 256 * 1024
MAX_HEADER = 16 * 1024
MAX_PARTS = 500
MAX_BODY = 120 * 1024 * 1024
HEADER_END = re.compile(rb"\r?\n\r?\n")
PARAMETER = re.compile(r';\s*([!#$%&\'*+.^_`|~0-9A-Za-z-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;"]*)', re.DOTALL)
CONTINUED = re.compile(r"([^*]+)\*([0-9]{1,3})(\*?)")
BOUNDARY = re.compile(r'boundary\s*=\s*(?:"([^"]{1,200})"|([^;,\s]{1,200}))', re.IGNORECASE)
ENCODED_WORD = re.compile(r"=\?[^?]+\?[bqBQ]\?[^?]*\?=")
BROKEN = "Die Anfrage ist unvollständig angekommen; nichts wurde angenommen. Bitte senden Sie sie erneut."
UNREADABLE = "Die Anfrage ist kein lesbares multipart/form-data. Bitte prüfen Sie Trennzeile und Köpfe der Teile."


class Readable(Protocol):
    """The body of a request."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes, none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Teil:
    """One part: its name, its file name (None when it names none), media type and charset, and its bytes, once."""

    name: str
    dateiname: str | None
    medientyp: str
    zeichensatz: str
    bytes_: Iterator[bytes]


def boundary_of(content_type: str) -> bytes:
    """The delimiter a request names. Raises Refusal 415 for another media type, 400 without one."""
    if content_type.partition(";")[0].strip().lower() != "multipart/form-data":
        raise Refusal(415, "format-nicht-moeglich", "Bitte senden Sie den Antrag als multipart/form-data.")
    found = BOUNDARY.search(content_type)
    if found is None:
        raise Refusal(400, "trennzeile-fehlt", "Der Kopf Content-Type nennt keine Trennzeile (boundary).")
    return (found[1] or found[2]).encode("latin-1", errors="replace")


def read_parts(body: Readable, boundary: bytes, length: int | None) -> Iterator[Teil]:
    """The parts in their order; each must be read before the next. Raises Refusal 400 and 413, also at the very end.

    Without a `length` (chunked transfer) the closing delimiter alone says that all has arrived.
    """
    counted = _Counted(body, length)
    is_complete = False
    # A delimiter stands at the beginning of a line; the first one may be the beginning of the body.
    for number, stream in enumerate(InterBoundaryIter(LazyStream(ChunkIter(counted, CHUNK)), b"--" + boundary)):
        if number == 0:
            _skip(stream)
            continue
        if number > MAX_PARTS:
            raise Refusal(413, "zu-viele-teile", f"Ein Antrag kann höchstens {MAX_PARTS} Teile haben.")
        head, rest = _head(stream)
        if head is None:
            is_complete = True
            break
        pieces = _pieces(rest, stream)
        yield _part(head, pieces)
        for _ in pieces:
            pass
    while counted.read(CHUNK):
        pass
    if not is_complete or (length is not None and counted.left):
        raise Refusal(400, "unvollstaendig", BROKEN)


class _Counted(io.BufferedIOBase):
    """The body, and how much of it has not come yet, or may still come when its length is unknown."""

    def __init__(self, body: Readable, length: int | None) -> None:
        self.body, self.is_announced = body, length is not None
        self.left = MAX_BODY + 1 if length is None else length

    def read(self, size: int | None = -1, /) -> bytes:
        """Never beyond what the request has announced. Raises Refusal 413 for more than anybody may send."""
        wanted = self.left if size is None or size < 0 else min(size, self.left)
        chunk = self.body.read(wanted) if wanted else b""
        self.left -= len(chunk)
        if not self.left and not self.is_announced:
            raise Refusal(413, "zu-gross", f"Die Anfrage ist größer als {MAX_BODY // 1024 // 1024} MB.")
        return chunk


def _skip(stream: LazyStream) -> None:
    for _ in stream:
        pass


def _head(stream: LazyStream) -> tuple[bytes | None, bytes]:
    """The header block of a part and what was read beyond it; None at the closing delimiter."""
    read = b""
    for chunk in stream:
        read += chunk
        if read.startswith(b"--"):
            return None, b""
        line = read.lstrip(b" \t")
        if line.startswith((b"\r\n\r\n", b"\n\n")):
            return b"", line[4:] if line.startswith(b"\r") else line[2:]
        end = HEADER_END.search(read)
        if end:
            return read[: end.start()], read[end.end() :]
        if len(read) > MAX_HEADER:
            break
    raise Refusal(400, "anfrage-unlesbar", UNREADABLE)


def _pieces(first: bytes, stream: LazyStream) -> Iterator[bytes]:
    if first:
        yield first
    yield from stream


def _part(head: bytes, pieces: Iterator[bytes]) -> Teil:
    headers = dict(_headers(head))
    parameters = parameters_of(headers.get("content-disposition", ""))
    typ = headers.get("content-type", "")
    charset = parameters_of(typ).get("charset", "")
    encoding = headers.get("content-transfer-encoding", "").strip().lower()
    return Teil(
        name=parameters.get("name", ""),
        dateiname=parameters.get("filename"),
        medientyp=typ.partition(";")[0].strip().lower(),
        zeichensatz=charset.strip().lower()[:40],
        bytes_=_from_base64(pieces) if encoding == "base64" else pieces,
    )


def _headers(head: bytes) -> Iterator[tuple[str, str]]:
    unfolded = re.sub(rb"\r?\n[ \t]+", b" ", head)
    for line in re.split(rb"\r?\n", unfolded):
        name, colon, value = line.partition(b":")
        if colon:
            yield name.strip().decode("latin-1").lower(), _decoded(value.strip())


def _decoded(raw: bytes) -> str:
    """Header text as senders mean it: UTF-8 where it is that, else Latin-1."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def parameters_of(value: str) -> dict[str, str]:
    """The parameters of a header value by lower-case name; extended forms win over plain ones."""
    plain: dict[str, str] = {}
    extended: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for key, raw in PARAMETER.findall(value):
        name, text = key.lower(), _unquoted(raw)
        continued = CONTINUED.fullmatch(name)
        if continued:
            pieces.setdefault(continued[1], {})[int(continued[2])] = (text, bool(continued[3]))
        elif name.endswith("*"):
            extended[name[:-1]] = _extended(text)
        else:
            plain[name] = _words(text)
    for name, numbered in pieces.items():
        text = "".join(part for _, (part, _) in sorted(numbered.items()))
        extended.setdefault(name, _extended(text) if any(one for _, one in numbered.values()) else text)
    return {**plain, **extended}


def _unquoted(raw: str) -> str:
    """A quoted string without its quotes. A backslash stays where it does not hide a quote: Windows paths have some."""
    text = raw.strip()
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        text = re.sub(r'\\(["\\])', r"\1", text[1:-1])
    return text.replace("%22", '"').replace("%0D", " ").replace("%0A", " ")


def _extended(text: str) -> str:
    """`UTF-8''na%C3%AFf` as text (RFC 5987)."""
    charset, quote, rest = text.partition("'")
    encoded = rest.partition("'")[2] if quote else text
    raw = unquote_to_bytes(encoded)
    try:
        return raw.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return _decoded(raw)


def _words(text: str) -> str:
    """`=?UTF-8?Q?…?=`, which mail libraries write, as text."""
    if not ENCODED_WORD.search(text):
        return text
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, UnicodeDecodeError, ValueError):
        return text


def _from_base64(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Bytes that were sent in base64. Raises Refusal 400."""
    left = b""
    for piece in pieces:
        left += b"".join(piece.split())
        whole = len(left) - len(left) % 4
        ready, left = left[:whole], left[whole:]
        yield _decode64(ready)
    if left:
        raise Refusal(400, "anfrage-unlesbar", UNREADABLE)


def _decode64(ready: bytes) -> bytes:
    try:
        return b64decode(ready, validate=True)
    except binascii.Error:
        raise Refusal(400, "anfrage-unlesbar", UNREADABLE) from None

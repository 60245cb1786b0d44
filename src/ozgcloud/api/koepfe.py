"""Headers of requests: keys against doubles, states, and what they look like in the document."""

import re
from typing import Any

from django.http import HttpRequest

from ozgcloud.api.probleme import Refusal

KEY = re.compile(r"[\x21-\x7e]{1,128}")
ETAG = re.compile(r'(?:W/)?"v([0-9]{1,9})(?:\.[0-9a-f]{1,64})?"')
RANGE = re.compile(r"bytes=([0-9]{0,19})-([0-9]{0,19})")
OFFSET = re.compile(r"[0-9]{1,10}")

KEY_PARAMETER: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "Ihr Schlüssel für diese Anfrage, zum Beispiel eine UUID. Eine Wiederholung bleibt ohne Folgen.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,128}$", "examples": ["0192d0c4-5f0e-7b11-9d43-5f6a1c1f7c11"]},
}
MATCH_PARAMETER: dict[str, Any] = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "ETag des Vorgangs, wie Sie ihn zuletzt gelesen haben",
    "schema": {"type": "string", "pattern": '^"v[0-9]{1,9}(\\.[0-9a-f]{1,64})?"$'},
}
OFFSET_PARAMETER: dict[str, Any] = {
    "name": "Upload-Offset",
    "in": "header",
    "required": True,
    "description": "Byte, bei dem dieser Teil beginnt",
    "schema": {"type": "integer", "minimum": 0, "maximum": 500_000_000},
}


RANGE_PARAMETER: dict[str, Any] = {
    "name": "Range",
    "in": "header",
    "required": False,
    "description": "Nur diese Bytes, zum Beispiel „bytes=1048576-“, um fortzusetzen (RFC 9110); nur ein Bereich",
    "schema": {"type": "string", "examples": ["bytes=0-1023"]},
}


def require_key(request: HttpRequest, *, optional: bool = False) -> str:
    """The Idempotency-Key; raises Refusal 400 when it is missing or no printable ASCII."""
    if optional and "HTTP_IDEMPOTENCY_KEY" not in request.META:
        return ""
    key: str = request.META.get("HTTP_IDEMPOTENCY_KEY", "")
    if not KEY.fullmatch(key):
        raise Refusal(
            400,
            "idempotency-key-fehlt",
            "Bitte senden Sie den Kopf „Idempotency-Key“ mit 1 bis 128 Zeichen (ASCII, ohne Leerzeichen).",
        )
    return key


def require_version(request: HttpRequest) -> int:
    """The version the sender has read (If-Match); raises Refusal 428 without and 412 for one that cannot be ours."""
    header = request.META.get("HTTP_IF_MATCH", "").strip()
    if not header:
        raise Refusal(428, "if-match-fehlt", "Bitte senden Sie den Kopf „If-Match“ mit dem ETag des Vorgangs.")
    match = ETAG.fullmatch(header)
    if match is None:
        raise stale()
    return int(match[1])


def stale() -> Refusal:
    """The case has moved on since the sender looked at it."""
    return Refusal(412, "stand-veraltet", "Der Vorgang hat sich geändert. Bitte lesen Sie ihn neu.")


def require_offset(request: HttpRequest) -> int:
    """Where the part begins; raises Refusal 400."""
    header = request.META.get("HTTP_UPLOAD_OFFSET", "")
    if not OFFSET.fullmatch(header):
        raise Refusal(400, "upload-offset-fehlt", "Bitte senden Sie den Kopf „Upload-Offset“ mit einer Zahl.")
    return int(header)


def is_known(request: HttpRequest, etag: str) -> bool:
    """Whether the sender has this very state already (If-None-Match)."""
    header = request.META.get("HTTP_IF_NONE_MATCH", "")
    return header.strip() == "*" or etag in {one.strip().removeprefix("W/") for one in header.split(",")}


def wanted_range(request: HttpRequest, etag: str, size: int) -> range | None:
    """The bytes that are asked for; None means all (RFC 9110 section 14.2). Raises Refusal 416.

    What is not one range of bytes is left out, and so is a range of a file that is no longer the same (If-Range).
    """
    match = RANGE.fullmatch(request.META.get("HTTP_RANGE", "").replace(" ", ""))
    if match is None or match[0] == "bytes=-" or request.META.get("HTTP_IF_RANGE", etag) != etag:
        return None
    first, last = match[1], match[2]
    if not first:
        found = range(max(size - int(last), 0), size)
    elif last and int(last) < int(first):
        return None
    else:
        found = range(int(first), min(int(last) + 1, size) if last else size)
    if not found:
        headers = {"Content-Range": f"bytes */{size}"}
        raise Refusal(416, "bereich-nicht-moeglich", f"Die Datei hat nur {size} Byte.", headers=headers)
    return found


def is_chunked(request: HttpRequest) -> bool:
    """Whether the body comes in pieces of unknown length, and the server can say where it ends."""
    coding = request.META.get("HTTP_TRANSFER_ENCODING", "").strip().lower()
    return coding == "chunked" and bool(request.META.get("wsgi.input_terminated"))

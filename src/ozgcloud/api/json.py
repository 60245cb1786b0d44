"""JSON as machines send it: only when it says so, only UTF-8, and nothing the database could not store."""

import json
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from ozgcloud.api.probleme import Refusal

JSON = "application/json"


class StrictParser(Parser):
    """JSON only, and JSON only when it says so."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Raises Refusal 415 for another media type and 400 for what is no JSON."""
        return read_json(request)


def read_json(request: HttpRequest) -> Any:
    """The body as JSON; raises Refusal 415 and 400."""
    if request.content_type != JSON:
        raise Refusal(415, "format-nicht-moeglich", f"Bitte senden Sie {JSON}.", headers={"Accept": JSON})
    return parse_json(request.body)


def parse_json(content: bytes) -> Any:
    """JSON in UTF-8; decimals keep their digits as text, NaN is no number, NUL and lone surrogates are no text.

    Raises Refusal 400.
    """
    try:
        value = json.loads(content.decode(), parse_constant=_refuse, parse_float=str)
        is_storable = b"\\u" not in content or b"\\u0000" not in json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        is_storable = False
    if not is_storable:
        raise Refusal(400, "kein-json", "Der Inhalt ist kein gültiges JSON in UTF-8.")
    return value


def _refuse(_name: str) -> float:
    raise ValueError

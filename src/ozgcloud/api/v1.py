"""The operations of `/api/v1/` put together. A part of the door is one router; it is added here."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.parser import Parser

from ozgcloud.api import token
from ozgcloud.api.probleme import Refusal, problem_of

JSON = "application/json"


class StrictParser(Parser):
    """JSON only, and JSON only when it says so."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Raises Refusal 415 for another media type and 400 for what is no JSON."""
        return read_json(request)


def read_json(request: HttpRequest) -> Any:
    """The body as JSON; raises Refusal 415 and 400. Numbers keep their digits, and NaN is no number."""
    if request.content_type != JSON:
        raise Refusal(415, "format-nicht-moeglich", f"Bitte senden Sie {JSON}.", headers={"Accept": JSON})
    return parse_json(request.body)


def parse_json(content: bytes) -> Any:
    """JSON in UTF-8; raises Refusal 400."""
    try:
        return json.loads(content.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Refusal(400, "kein-json", "Der Inhalt ist kein gültiges JSON in UTF-8.") from None


def _refuse_constant(_name: str) -> float:
    raise ValueError


api = NinjaAPI(
    title="OZG-Cloud Schnittstelle",
    version="1",
    description="Anträge einreichen, Vorgänge abrufen und bearbeiten. Alle Fehler sind Probleme nach RFC 9457.",
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    parser=StrictParser(),
)
api.add_router("", token.router)


def _translate(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    return problem_of(error if isinstance(error, Exception) else error())


api.add_exception_handler(Exception, _translate)

"""Errors for machines: RFC 9457 problems, in German, with a stable code and never with personal data."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pydantic
import structlog
from django.core.exceptions import DisallowedHost, RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.http import Http404, HttpResponse, HttpResponseBase, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja.errors import HttpError, ValidationError

from ozgcloud.core.errors import InvalidInput, OzgError, Retry
from ozgcloud.core.middleware import RETRY_AFTER_SECONDS, STATUS, UNREACHABLE, is_disk_full

log = structlog.get_logger(__name__)

PROBLEM = "application/problem+json"
MACHINE_READABLE = frozenset({PROBLEM, "application/json"})
"""OAuth2 has a form of errors of its own."""
TYPE = "urn:ozg-cloud:problem:"
TITEL = {
    400: "Die Anfrage ist nicht lesbar",
    401: "Anmeldung erforderlich",
    403: "Nicht erlaubt",
    404: "Nicht gefunden",
    405: "Methode nicht möglich",
    406: "Antwortformat nicht möglich",
    409: "Konflikt",
    410: "Nicht mehr vorhanden",
    411: "Länge fehlt",
    412: "Stand veraltet",
    413: "Zu groß",
    415: "Format nicht möglich",
    416: "Bereich nicht möglich",
    422: "Angaben ungültig",
    428: "Vorbedingung fehlt",
    429: "Zu viele Anfragen",
    500: "Unerwarteter Fehler",
    503: "Vorübergehend nicht erreichbar",
    507: "Kein Speicherplatz",
}
CODES = {
    400: "anfrage-unlesbar",
    401: "nicht-angemeldet",
    403: "nicht-erlaubt",
    404: "nicht-gefunden",
    405: "methode-nicht-moeglich",
    500: "unerwarteter-fehler",
    503: "nicht-erreichbar",
}
DETAIL = {
    401: "Bitte senden Sie einen gültigen Schlüssel oder ein gültiges Zugriffstoken.",
    404: "Das Gesuchte gibt es hier nicht oder nicht mehr.",
    405: "Bitte prüfen Sie die Methode; die möglichen stehen im Kopf „Allow“.",
    500: "Bei uns ist ein Fehler aufgetreten. Bitte versuchen Sie es später erneut, mit demselben Idempotency-Key.",
    503: "Das System ist gerade nicht erreichbar. Bitte versuchen Sie es in einer halben Minute erneut.",
}


class Refusal(Exception):
    """What HTTP itself has a status for; `detail` is a German sentence that says what to do."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        fehler: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.http_status = status
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})
        self.fehler = dict(fehler or {})


def problem(
    status: int,
    code: str = "",
    detail: str = "",
    *,
    headers: Mapping[str, str] | None = None,
    fehler: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A problem document. `fehler` maps an address of the form, or a name of the request, to its own sentence."""
    code = code or CODES.get(status, "fehler")
    body: dict[str, Any] = {
        "type": f"{TYPE}{code}",
        "title": TITEL.get(status, "Fehler"),
        "status": status,
        "detail": detail or DETAIL.get(status, "Die Anfrage konnte nicht bearbeitet werden."),
        "code": code,
        "anfrage": str(structlog.contextvars.get_contextvars().get("request_id", "")),
    }
    if fehler:
        body["fehler"] = [{"adresse": adresse, "meldung": meldung} for adresse, meldung in fehler.items()]
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEM, headers=dict(headers or {})
    )


def problem_of(error: Exception) -> HttpResponse:
    """The one translation of everything that can be raised behind the door."""
    known = _expected(error)
    if known is not None:
        return known
    if isinstance(error, UNREACHABLE):
        log.warning("database unreachable", error_type=type(error).__name__)
        return problem(503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
    if is_disk_full(error):
        log.error("disk full")
        return problem(
            507,
            "kein-speicherplatz",
            "Der Speicher ist voll. Nichts wurde angenommen. Bitte versuchen Sie es später erneut.",
            headers={"Retry-After": str(RETRY_AFTER_SECONDS)},
        )
    log.error("unexpected error", error_type=type(error).__name__, exc_info=error)
    return problem(500)


def _expected(error: Exception) -> HttpResponse | None:
    match error:
        case Refusal():
            return problem(error.http_status, error.code, error.detail, headers=error.headers, fehler=error.fehler)
        case Retry():
            seconds = str(max(int(error.after.total_seconds()), 1))
            return problem(503, error.code, error.meldung, headers={"Retry-After": seconds})
        case OzgError():
            status = next((status for cls, status in STATUS if isinstance(error, cls)), 500)
            fehler = error.fehler if isinstance(error, InvalidInput) else None
            return problem(status, error.code, error.meldung, fehler=fehler)
        case ValidationError() | pydantic.ValidationError():
            found = error.errors if isinstance(error, ValidationError) else error.errors(include_input=False)
            return problem(422, "eingabe-ungueltig", "Die Anfrage hat nicht die erwartete Form.", fehler=_named(found))
        case Http404():
            return problem(404)
        case HttpError():
            return problem(error.status_code)
        case RequestDataTooBig() | TooManyFilesSent():
            return problem(413, "zu-gross", "Die Anfrage ist zu groß. Bitte senden Sie große Dateien in Teilen.")
        case MultiPartParserError() | UnreadablePostError() | SuspiciousOperation() | DisallowedHost():
            return problem(400, detail="Die Anfrage ließ sich nicht lesen. Bitte prüfen Sie ihren Aufbau.")
    return None


def _named(found: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Where the request is not what the document says; the words of the library are kept, they quote no value."""
    return {".".join(map(str, one["loc"])) or "anfrage": str(one["msg"]).split(", got ")[0] for one in found}


def as_problem(response: HttpResponseBase) -> HttpResponseBase:
    """Whatever a library answered by itself: its status and headers in our form."""
    if response.status_code < 400 or response.headers.get("Content-Type") in MACHINE_READABLE:
        return response
    kept = {name: response.headers[name] for name in ("Allow", "Retry-After") if name in response.headers}
    return problem(response.status_code, headers=kept)

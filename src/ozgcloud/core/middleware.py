"""What happens around every request: a log line, limits, headers, and the translation of errors into pages."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import structlog
from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template import loader

from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound, OzgError, Retry, TooLarge
from ozgcloud.core.folder import FULL, NO_ROOM

log = structlog.get_logger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]

STATUS: tuple[tuple[type[OzgError], int], ...] = (
    (NotFound, 404),
    (Forbidden, 403),
    (TooLarge, 413),
    (Conflict, 409),
    (InvalidInput, 422),
    (Retry, 503),
)
UNREACHABLE = (OperationalError, InterfaceError)
"""The database is away, restarting, full, or has no connection left: nothing is wrong with the request."""
RETRY_AFTER_SECONDS = 30
OWN_POLICY = "_csp_"
"""Attributes by which a view tells django-csp what its page may do."""
UTF8 = ("utf-8", "utf8")
PRIVATE_PREFIXES = ("/amt/", "/antrag/", "/status/", "/leitstand/")


class RequestLog:
    """One line per request: route template (never the path or query), status, milliseconds."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Bind a request id, call on, log."""
        started = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=uuid4().hex)
        response = self.get_response(request)
        match = request.resolver_match
        log.info(
            "request",
            route=match.route if match else "unbekannt",
            method=request.method if request.method in {"GET", "POST", "HEAD"} else "andere",
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
        )
        return response


class ContentSecurityPolicy(CSPMiddleware):
    """The header of django-csp, which is built anew for each response, twice: ours is the same wherever a page has not
    asked for another (the decorators of that library).
    """

    def __init__(self, get_response: GetResponse) -> None:
        super().__init__(get_response)
        self.usual = build_policy()

    def process_request(self, request: HttpRequest) -> None:
        """No page has a script of its own, so none is offered a nonce; it would tie the request to itself."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the header; one that stands there already is kept."""
        if any(name.startswith(OWN_POLICY) for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.usual)
        return response


class BodyLimit:
    """Refuse a body that is too large, or of unknown length, before anything reads it (RFC 9110: 411, 413)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A chunked body arrives empty under WSGI, so without a length the honest answer is 411."""
        if request.method in {"POST", "PUT", "PATCH"}:
            length = request.META.get("CONTENT_LENGTH") or ""
            if not length.isdecimal():
                return render_error(request, 411, "Die Anfrage nennt ihre Länge nicht. Bitte senden Sie sie erneut.")
            if request.encoding is not None and request.encoding.lower() not in UTF8:
                return render_error(request, 400, "Bitte senden Sie Ihre Angaben in der Zeichenkodierung UTF-8.")
            if int(length) > settings.OZG_MAX_BODY:
                return render_error(
                    request,
                    413,
                    "Ihre Dateien sind zusammen zu groß. "
                    "Bitte laden Sie sie in mehreren Schritten hoch, je Datei bis 20 MB.",
                )
        return self.get_response(request)


class Headers:
    """Headers no library of ours sets: browser features off, and no copies of personal pages in caches."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Call on and add the headers."""
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith(PRIVATE_PREFIXES):
            response.headers["Cache-Control"] = "no-store"
        return response


class Errors:
    """Expected errors become a page that says what to do next; unexpected ones stay Django's 500."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Call on; the work is in `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Translate once: class of error → HTTP status and page."""
        if isinstance(error, UNREACHABLE):
            log.warning("database unreachable", error_type=type(error).__name__)
            return render_unreachable(request)
        if is_disk_full(error):
            return render_full(request)
        if not isinstance(error, OzgError):
            return None
        status = next((status for cls, status in STATUS if isinstance(error, cls)), 500)
        response = render_error(request, status, error.meldung)
        if isinstance(error, Retry):
            response.headers["Retry-After"] = str(int(error.after.total_seconds()))
        return response


def render_error(request: HttpRequest, status: int, meldung: str) -> HttpResponse:
    """The error page of a status, the door's own when it has one, with our sentence; never what the sender wrote."""
    match = request.resolver_match
    own = [f"{match.namespace}/fehler.html"] if match and match.namespace else []
    template = f"{status}.html" if status in {403, 404, 413} else "fehler.html"
    context: dict[str, Any] = {"meldung": meldung, "status": status}
    return render(request, [*own, template], context, status=status)


def is_disk_full(error: BaseException | None) -> bool:
    """Whether there was no room for what was sent."""
    return isinstance(error, OSError) and error.errno in NO_ROOM


def render_full(request: HttpRequest) -> HttpResponse:
    """The page for a disk that is full, usually the one uploads pass through."""
    log.error("disk full")
    response = render_error(request, 507, FULL)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def render_unreachable(request: HttpRequest) -> HttpResponse:
    """The page for a database that is away: no session, no context, because those would ask it."""
    response = HttpResponse(loader.render_to_string("503.html"), status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response

"""The gate of everything machines ask for: before sessions, cookies and pages, and nothing but problems as errors."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve

from ozgcloud.api.koepfe import is_chunked
from ozgcloud.api.multipart import MAX_BODY
from ozgcloud.api.probleme import Refusal, as_problem, problem, problem_of
from ozgcloud.core.middleware import UTF8

PREFIX = "/api/"
FOREIGN = frozenset({"/antrag", "/antrag/"})
EXACT = FOREIGN | {"/api"}
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}
ANSWERS = ("*/*", "application/*", "application/json", "application/problem+json")
FILES = frozenset({"vorgang_datei"})
"""Answers of other media types."""
WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
MATCHES: dict[str, ResolverMatch] = {}
CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:+-]+)", re.IGNORECASE)


class MachineDoor:
    """Middleware that answers requests of machines itself and lets all others pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = dict(HEADERS)
        if settings.SECURE_HSTS_SECONDS:
            self.headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Everything under the prefix ends here."""
        if not (request.path_info.startswith(PREFIX) or request.path_info in EXACT):
            return self.get_response(request)
        try:
            response = as_problem(_answer(request))
        except Exception as error:
            response = problem_of(error)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        if isinstance(response, HttpResponse) and not response.has_header("Content-Length"):
            response.headers["Content-Length"] = str(len(response.content))
        return response


def _answer(request: HttpRequest) -> HttpResponseBase:
    request.get_host()
    if request.method in WITH_BODY:
        _require_body(request)
    try:
        match = _resolve(request.path_info)
    except Resolver404:
        return problem(404)
    request.resolver_match = match
    if match.url_name not in FILES:
        _require_acceptable(request.META.get("HTTP_ACCEPT", ""))
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return response


def _resolve(path: str) -> ResolverMatch:
    """The view of an address; addresses without parameters are looked up once. Raises Resolver404."""
    match = MATCHES.get(path)
    if match is None:
        match = resolve(path)
        if not match.kwargs:
            MATCHES[path] = match
    return match


def _require_acceptable(accept: str) -> None:
    """Answers are JSON; who takes none of it would not understand the error either, but gets its status."""
    if accept and not any(typ in accept for typ in ANSWERS):
        raise Refusal(406, "antwortformat", "Antworten gibt es als application/json. Bitte passen Sie „Accept“ an.")


def _require_body(request: HttpRequest) -> None:
    """Only `/antrag` reads chunked bodies: Django takes one without a length for empty, so elsewhere it is 411."""
    if request.path_info in FOREIGN and is_chunked(request):
        return
    length = request.META.get("CONTENT_LENGTH") or ""
    if not (length.isascii() and length.isdecimal()):
        raise Refusal(411, "laenge-fehlt", "Bitte nennen Sie die Länge der Anfrage (Content-Length).")
    if int(length) > MAX_BODY:
        raise Refusal(413, "zu-gross", "Die Anfrage ist zu groß. Bitte senden Sie große Dateien in Teilen (/uploads).")
    charset = CHARSET.search(request.META.get("CONTENT_TYPE", ""))
    if charset is not None and charset[1].lower() not in UTF8:
        raise Refusal(415, "zeichenkodierung", "Bitte senden Sie Ihre Angaben in der Zeichenkodierung UTF-8.")

"""The operations of `/api/v1/` put together. A part of the door is one router; it is added here."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from ozgcloud.api import antraege, ereignisse, leistungen, token, uploads, vorgang_schritte
from ozgcloud.api.json import StrictParser
from ozgcloud.api.probleme import problem_of

api = NinjaAPI(
    title="OZG-Cloud Schnittstelle",
    version="1",
    description="Anträge einreichen, Vorgänge abrufen und bearbeiten. Alle Fehler sind Probleme nach RFC 9457.",
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    parser=StrictParser(),
)
for _part in (token, leistungen, antraege, uploads, vorgang_schritte, ereignisse):
    api.add_router("", _part.router)


def _translate(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    return problem_of(error if isinstance(error, Exception) else error())


# The library has handlers of its own for the last three, and the most specific one is asked.
for _error in (Exception, Http404, HttpError, ValidationError):
    api.add_exception_handler(_error, _translate)

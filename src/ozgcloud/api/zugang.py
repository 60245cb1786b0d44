"""Who knocks: the key of a machine, and how often it may ask."""

import binascii
import functools
from base64 import b64decode
from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponseBase

from ozgcloud.api.kontingent import BUCKETS
from ozgcloud.api.probleme import DETAIL, Refusal, problem_of
from ozgcloud.schnittstelle.queries import authenticate, authenticate_pair
from ozgcloud.schnittstelle.rules import Zugriff

View = Callable[..., HttpResponseBase]
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="OZG-Cloud", Basic realm="OZG-Cloud", charset="UTF-8"'}


class ApiRequest(HttpRequest):
    """A request whose key has been checked; operations annotate with it."""

    zugriff: Zugriff


def guarded(view: View) -> View:
    """Only with a working key, and not more often than agreed; the answer says how much is left."""

    @functools.wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        zugriff = require_zugriff(request)
        left, reset = BUCKETS.take(zugriff.client_id, zugriff.anfragen)
        limits = {"RateLimit-Limit": str(zugriff.anfragen), "RateLimit-Remaining": str(left), "RateLimit-Reset": reset}
        if left < 0:
            limits = {**limits, "RateLimit-Remaining": "0", "Retry-After": reset}
            raise Refusal(429, "zu-viele-anfragen", f"Bitte warten Sie {reset} Sekunden.", headers=limits)
        cast(ApiRequest, request).zugriff = zugriff
        try:
            response = view(request, *args, **kwargs)
        except Exception as error:  # the limits belong to problems, too
            response = problem_of(error)
        for name, value in limits.items():
            response.headers.setdefault(name, value)
        return response

    return asked


def require_zugriff(request: HttpRequest) -> Zugriff:
    """The machine behind the Authorization header (Bearer with key or token, or Basic); raises Refusal 401."""
    scheme, _, value = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    zugriff = None
    if scheme.lower() == "bearer":
        zugriff = authenticate(value.strip())
    elif scheme.lower() == "basic":
        pair = basic_pair(value)
        zugriff = authenticate_pair(*pair) if pair else None
    if zugriff is None:
        raise Refusal(401, "nicht-angemeldet", DETAIL[401], headers=CHALLENGE)
    return zugriff


def basic_pair(value: str) -> tuple[str, str] | None:
    """Name and password of HTTP Basic; a name may be given as the beginning of a key, too. None when unreadable."""
    try:
        kennung, colon, geheimnis = b64decode(value.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return (kennung.removeprefix("ozg_"), geheimnis) if colon else None

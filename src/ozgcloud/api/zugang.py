"""Who knocks: the key of a machine, and how often it may ask."""

import binascii
import functools
import math
import threading
import time
from base64 import b64decode
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from ozgcloud.api.probleme import DETAIL, Refusal, problem_of
from ozgcloud.schnittstelle.queries import authenticate, authenticate_pair
from ozgcloud.schnittstelle.rules import Zugriff

View = Callable[..., HttpResponseBase]
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="OZG-Cloud", Basic realm="OZG-Cloud", charset="UTF-8"'}
MINUTE = 60.0
MAX_BUCKETS = 10_000


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


class Buckets:
    """Requests each machine has left, refilled evenly over the minute; kept in this process."""

    def __init__(self) -> None:
        self._full_at: dict[UUID, float] = {}
        self._lock = threading.Lock()

    def take(self, client_id: UUID, per_minute: int) -> tuple[int, str]:
        """One request: how many are left (negative: refused), and after how many whole seconds there is more."""
        jetzt, step = time.monotonic(), MINUTE / per_minute
        with self._lock:
            full_at = max(self._full_at.get(client_id, 0.0), jetzt) + step
            left = math.floor((MINUTE - (full_at - jetzt)) / step + 1e-9)
            if left >= 0:
                if len(self._full_at) >= MAX_BUCKETS:
                    self._full_at.clear()
                self._full_at[client_id] = full_at
        wait = full_at - jetzt - (MINUTE if left < 0 else 0.0)
        return left, str(max(math.ceil(wait), 1))

    def forget(self) -> None:
        """Everybody begins anew."""
        with self._lock:
            self._full_at.clear()


BUCKETS = Buckets()

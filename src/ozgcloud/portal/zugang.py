"""The citizen's way to a submitted Antrag: number and code, remembered for an hour, and the brake on guessing."""

import hashlib
import hmac
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from ozgcloud.core.errors import InvalidInput
from ozgcloud.eingang.rules import access_hash, require_code
from ozgcloud.portal.eingaben import read
from ozgcloud.postfach.queries import Fall, find_zugang
from ozgcloud.vorgang.rules import read_vorgangsnummer

SESSION_KEY = "ozg_status"
STAYS_SECONDS = 60 * 60
WINDOW_SECONDS = 10 * 60
MAX_FAILURES = 10
MAX_FAILURES_OF_NUMBER = 20
MAX_FAILURES_OF_ADDRESS = 300
UNKNOWN = (
    "Zu dieser Vorgangsnummer und diesem Zugangscode haben wir keinen Antrag gefunden. Bitte vergleichen Sie beide mit "
    "Ihrer Quittung."
)
TOO_OFTEN = (
    "Das waren zu viele Versuche. Bitte warten Sie zehn Minuten und versuchen Sie es dann noch einmal. "
    "Ihr Antrag ist davon nicht betroffen."
)


def enter(request: HttpRequest) -> Fall:
    """Open the case behind number and code, and remember it in a fresh session; raises InvalidInput."""
    require_attempt(request)
    fehler: dict[str, str] = {}
    nummer = code = ""
    try:
        nummer = read_vorgangsnummer(read(request.POST, "vorgangsnummer"))
    except InvalidInput as error:
        fehler |= error.fehler
    try:
        code = require_code(read(request.POST, "zugangscode"))
    except InvalidInput as error:
        fehler |= error.fehler
    if fehler:
        raise InvalidInput("Bitte prüfen Sie Ihre Angaben.", fehler)
    digest = access_hash(settings.SECRET_KEY, nummer, code)
    fall = find_zugang(digest)
    if fall is None:
        count_failure(request)
        raise InvalidInput(UNKNOWN, code="unbekannt")
    request.session.cycle_key()
    request.session[SESSION_KEY] = {"zugang": digest, "bis": time.time() + STAYS_SECONDS}
    return fall


def current(request: HttpRequest) -> Fall | None:
    """The case this session may see; every visit keeps it open for another hour."""
    entry = request.session.get(SESSION_KEY)
    if not entry or entry["bis"] < time.time():
        leave(request)
        return None
    request.session[SESSION_KEY] = {**entry, "bis": time.time() + STAYS_SECONDS}
    return find_zugang(entry["zugang"])


def leave(request: HttpRequest) -> None:
    """Forget the case in this session."""
    request.session.pop(SESSION_KEY, None)


def require_attempt(request: HttpRequest) -> None:
    """Raises InvalidInput(code="zu-oft") when this browser, or this number from this address, has failed too often."""
    if any(cache.get(key, 0) >= limit for key, limit in _counters(request)):
        raise InvalidInput(TOO_OFTEN, code="zu-oft")


def count_failure(request: HttpRequest) -> None:
    """Remember a wrong code for ten minutes, under keyed hashes only."""
    if request.session.session_key is None:
        request.session.create()
    for key, _ in _counters(request):
        cache.add(key, 0, WINDOW_SECONDS)
        cache.incr(key)


def _counters(request: HttpRequest) -> list[tuple[str, int]]:
    """Per number, per browser, and widely per address, but only where it is the client's: a proxy stands for all."""
    nummer = read(request.POST, "vorgangsnummer").upper()
    session, address = request.session.session_key or "", request.META.get("REMOTE_ADDR", "")
    counters = [(_key(f"{address}|{nummer}"), MAX_FAILURES_OF_NUMBER)]
    if settings.ENV.trusted_proxies:
        counters.append((_key(address), MAX_FAILURES_OF_ADDRESS))
    if session:
        counters.append((_key(session), MAX_FAILURES))
    return counters


def _key(text: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"versuch|{text}".encode(), hashlib.sha256)
    return f"status-versuche:{digest.hexdigest()}"

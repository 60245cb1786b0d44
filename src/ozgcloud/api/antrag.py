"""`POST /antrag`: the intake other form platforms speak, compatible with the two open-source senders of that contract.

A sender shows a key (Bearer or Basic, also as user name and password of its URL), or comes from a network the operator
has named in `OZG_ANTRAG_NETWORKS`. What is acknowledged is stored for good, whatever its form; see the handbook.
"""

from datetime import UTC
from functools import cache
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from ozgcloud.antrag.actions.accept_antrag import Absender, Annahme, accept_antrag
from ozgcloud.antrag.fremdantrag import Lieferung
from ozgcloud.api.koepfe import is_chunked
from ozgcloud.api.kontingent import BUCKETS
from ozgcloud.api.lieferung import discard, received
from ozgcloud.api.multipart import Readable, boundary_of, read_parts
from ozgcloud.api.probleme import DETAIL, Refusal
from ozgcloud.api.zugang import CHALLENGE, require_zugriff
from ozgcloud.core.actor import Actor, ActorKind
from ozgcloud.core.errors import Forbidden
from ozgcloud.core.proxy import Network, is_inside, networks
from ozgcloud.core.store import file_store
from ozgcloud.mandant.queries import laender_of
from ozgcloud.schnittstelle.rules import Befugnis, Zugriff

NETWORK_LIMIT = 6_000
"""Requests a minute from one named network."""
STATUS = "NEU"
PLAIN = ("", "identity")


@csrf_exempt
def antrag(request: HttpRequest) -> HttpResponse:
    """Accept one Antrag. Every refusal is a problem (RFC 9457); what is not refused has a Vorgangsnummer."""
    zugriff, absender = _sender(request)
    if request.method != "POST":
        raise Refusal(405, "methode-nicht-moeglich", DETAIL[405], headers={"Allow": "POST"})
    if request.META.get("HTTP_CONTENT_ENCODING", "").strip().lower() not in PLAIN:
        raise Refusal(415, "kodierung-nicht-moeglich", "Bitte senden Sie den Inhalt unkomprimiert.")
    boundary = boundary_of(request.META.get("CONTENT_TYPE", ""))
    body, length = _body(request)
    parts = read_parts(body, boundary, length)
    actor = zugriff.actor() if zugriff else Actor(ActorKind.MASCHINE, absender.kennung)
    store = file_store()
    with received(parts, store) as lieferung:
        if zugriff is not None:
            _require_leistung(zugriff, lieferung)
        annahme = accept_antrag(actor, lieferung=lieferung, absender=absender)
    if not annahme.quittung.neu:
        discard(lieferung.dateien, store)
    return _answer(annahme)


def _body(request: HttpRequest) -> tuple[Readable, int | None]:
    """The body and its length. A chunked one is read from the server itself: Django would take it for empty."""
    if is_chunked(request):
        return request.META["wsgi.input"], None
    return request, int(request.META["CONTENT_LENGTH"])


def _sender(request: HttpRequest) -> tuple[Zugriff | None, Absender]:
    """The machine by its key, else the named network it comes from. Raises Refusal 401 and 429."""
    if "HTTP_AUTHORIZATION" in request.META:
        zugriff = require_zugriff(request)
        _count(zugriff.absender, zugriff.anfragen)
        zugriff.require(Befugnis.EINREICHEN)
        mandanten = zugriff.mandanten(Befugnis.EINREICHEN)
        absender = Absender(
            zugriff.absender,
            uebung=zugriff.uebung,
            mandanten=None if zugriff.ueberall else mandanten,
            laender=laender_of(mandanten),
        )
        return zugriff, absender
    peer = request.META.get("REMOTE_ADDR", "")
    network = next((one for one in _networks(settings.ENV.antrag_networks) if is_inside(peer, (one,))), None)
    if network is None:
        raise Refusal(401, "nicht-angemeldet", DETAIL[401], headers=CHALLENGE)
    _count(f"netz:{network}", NETWORK_LIMIT)
    return None, Absender(f"netz:{network}")


@cache
def _networks(named: tuple[str, ...]) -> tuple[Network, ...]:
    return networks(named)


def _count(absender: str, per_minute: int) -> None:
    left, reset = BUCKETS.take(uuid5(NAMESPACE_URL, absender), per_minute)
    if left < 0:
        raise Refusal(429, "zu-viele-anfragen", f"Bitte warten Sie {reset} Sekunden.", headers={"Retry-After": reset})


def _require_leistung(zugriff: Zugriff, lieferung: Lieferung) -> None:
    """A key for some Leistungen only: one of those the sender names must be among them. Raises Forbidden."""
    named = lieferung.leistungen()
    for leistung in named:
        try:
            return zugriff.require(Befugnis.EINREICHEN, leistung=leistung)
        except Forbidden:
            if leistung == named[-1]:
                raise
    return None


def _answer(annahme: Annahme) -> HttpResponse:
    """The declared shape; status and time are those of the receipt, so that a retry is told the same."""
    return JsonResponse(
        {
            "transactionId": annahme.transaktion,
            "vorgang": {
                "vorgangId": str(annahme.quittung.vorgang_id),
                "vorgangNummer": annahme.quittung.vorgangsnummer,
                "status": STATUS,
                "statusSince": f"{annahme.seit.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z",
            },
        }
    )

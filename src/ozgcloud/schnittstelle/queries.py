"""Who a key belongs to, and what it lets him do. Answers are kept for a few seconds, because every request asks."""

import threading
import time
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.core import signing
from django.db.models import Q

from ozgcloud.core import clock
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import EVERY_CLIENT, client_scope
from ozgcloud.mandant.models import Mandant
from ozgcloud.schnittstelle.models import Client, Clientschluessel, Freigabe
from ozgcloud.schnittstelle.rules import (
    CACHE_SECONDS,
    PREFIX,
    TOKEN_SECONDS,
    Befugnis,
    Erlaubnis,
    Zugriff,
    is_secret,
    is_valid,
    split_schluessel,
)

MAX_CACHED = 1_000
SALT = "ozgcloud.schnittstelle.token"


@dataclass(frozen=True, slots=True)
class _Bekannt:
    """A key as it was read; `bis` is when it must be read again (monotonic seconds)."""

    bis: float
    hash: str
    gueltig_bis: datetime | None
    zugriff: Zugriff


_cache: dict[str, _Bekannt] = {}
_lock = threading.Lock()


@cache
def _signer() -> signing.TimestampSigner:
    """Made when first asked for: tools that only load the program have no key."""
    return signing.TimestampSigner(salt=SALT)


def authenticate(schluessel_or_token: str) -> Zugriff | None:
    """The machine behind a key (`ozg_…`) or an access token; None for anything that does not work now."""
    halves = split_schluessel(schluessel_or_token)
    if halves is not None:
        return authenticate_pair(*halves)
    if schluessel_or_token.startswith(PREFIX):
        return None
    try:
        kennung, scopes = _signer().unsign(schluessel_or_token, max_age=TOKEN_SECONDS).split("|")
    except (signing.BadSignature, ValueError):
        return None
    bekannt = _bekannt(kennung)
    return bekannt.zugriff.narrowed([Befugnis(scope) for scope in scopes.split()]) if bekannt else None


def authenticate_pair(kennung: str, geheimnis: str) -> Zugriff | None:
    """The machine behind both halves of a key, as HTTP Basic and OAuth2 send them; None when they do not work."""
    bekannt = _bekannt(kennung)
    if bekannt is None or not is_secret(geheimnis, bekannt.hash):
        return None
    return bekannt.zugriff


def issue_token(kennung: str, zugriff: Zugriff) -> str:
    """An access token for `TOKEN_SECONDS`; it ends earlier with its key or Client."""
    return _signer().sign(f"{kennung}|{' '.join(sorted(zugriff.befugnisse))}")


def forget_cached() -> None:
    """Read everything anew, in this process."""
    with _lock:
        _cache.clear()


def _bekannt(kennung: str) -> _Bekannt | None:
    found = _cache.get(kennung)
    if found is None or found.bis < time.monotonic():
        found = _load(kennung)
    return found if found is not None and is_valid(found.gueltig_bis, None, clock.now()) else None


def _load(kennung: str) -> _Bekannt | None:
    with client_scope(kennung):
        row = Clientschluessel.objects.filter(kennung=kennung, widerrufen_am=None).first()
    zugriff = find_zugriff(row.client_id) if row is not None else None
    if row is None or zugriff is None:
        with _lock:
            _cache.pop(kennung, None)
        return None
    _note_use(row)
    found = _Bekannt(time.monotonic() + CACHE_SECONDS, row.hash, row.gueltig_bis, zugriff)
    with _lock:
        if len(_cache) >= MAX_CACHED:
            _cache.clear()
        _cache[kennung] = found
    return found


def _note_use(row: Clientschluessel) -> None:
    heute = clock.today()
    if row.zuletzt_benutzt_am != heute:
        with client_scope(str(row.client_id)):
            Clientschluessel.objects.filter(id=row.id).update(zuletzt_benutzt_am=heute)


def find_zugriff(client_id: UUID) -> Zugriff | None:
    """What a Client may do now, without asking for a key; None for one that is locked or unknown."""
    with client_scope(str(client_id)):
        client = Client.objects.filter(id=client_id, gesperrt_am=None).first()
        freigaben = list(Freigabe.objects.filter(client_id=client_id))
    if client is None:
        return None
    reachable = _reachable(client)
    return Zugriff(
        client_id=client.id,
        name=client.name,
        uebung=client.uebung,
        anfragen=client.anfragen_je_minute,
        erlaubnisse=tuple(_erlaubnis(freigabe, reachable) for freigabe in freigaben),
        ueberall=all(f.verwaltung_id is None for f in freigaben if f.befugnis == Befugnis.EINREICHEN.value),
    )


def _reachable(client: Client) -> dict[int, int]:
    """Mandanten a Client can reach at all → the real Verwaltung each one stands for.

    A test Client reaches practice twins, by the name of their original too; the others never reach practice.
    """
    rows = Mandant.objects.filter(uebung_von__isnull=not client.uebung)
    if client.land_id is not None:
        rows = rows.filter(land_id=client.land_id)
    return {mandant_id: original or mandant_id for mandant_id, original in rows.values_list("id", "uebung_von_id")}


def _erlaubnis(freigabe: Freigabe, reachable: dict[int, int]) -> Erlaubnis:
    wanted = freigabe.verwaltung_id
    mandanten = frozenset(
        mandant_id for mandant_id, original in reachable.items() if wanted in (None, mandant_id, original)
    )
    return Erlaubnis(Befugnis(freigabe.befugnis), mandanten, freigabe.leistung_praefix)


def get_client(client_id: UUID) -> Client:
    """The record; raises NotFound."""
    with client_scope(str(client_id)):
        client = Client.objects.filter(id=client_id).first()
    if client is None:
        raise NotFound("Diesen Client gibt es nicht.")
    return client


def list_clients() -> list[Client]:
    """All machines by name, for operators (at most 500)."""
    with client_scope(EVERY_CLIENT):
        return list(Client.objects.order_by("name", "id")[:500])


def page_clients(begriff: str = "", *, nach: tuple[str, UUID] | None = None, limit: int = 50) -> list[Client]:
    """Machines whose name contains `begriff`, by name, behind the last one of the page before, for operators."""
    with client_scope(EVERY_CLIENT):
        rows = Client.objects.select_related("land").filter(name__icontains=begriff)
        if nach is not None:
            rows = rows.filter(Q(name__gt=nach[0]) | Q(name=nach[0], id__gt=nach[1]))
        return list(rows.order_by("name", "id")[:limit])


def list_schluessel(client_id: UUID) -> list[Clientschluessel]:
    """The keys of a Client, newest first."""
    with client_scope(str(client_id)):
        return list(Clientschluessel.objects.filter(client_id=client_id).order_by("-erstellt_am", "-id"))


def list_freigaben(client_id: UUID) -> list[Freigabe]:
    """What a Client was given."""
    with client_scope(str(client_id)):
        rows = Freigabe.objects.filter(client_id=client_id).select_related("verwaltung")
        return list(rows.order_by("befugnis", "verwaltung_id", "leistung_praefix"))

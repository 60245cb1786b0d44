"""Events to a consumer by HTTP POST: signed, without redirects, never into networks that are not meant.

The name of the consumer is resolved once per call, every address behind it is checked, and the connection goes to the
checked address (the name stands in `Host` and in the TLS handshake), so a name that changes its meaning in between
(DNS rebinding) leads nowhere. An answer has ten seconds in all, however slowly it drips, and 64 KiB.
"""

import asyncio
import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

import httpx

from ozgcloud.ausgang.port import Antwort, Sendung, Ziel
from ozgcloud.ausgang.rules import unterschrift
from ozgcloud.ausgang.rules.adressen import Freiraum, Ort, choose, read_url
from ozgcloud.ausgang.rules.arten import CONTENT_TYPE
from ozgcloud.ausgang.rules.zustellung import GONE, PROBEN
from ozgcloud.core import clock
from ozgcloud.core.errors import InvalidInput

_GLEICHZEITIG: Final = 8
_GRENZEN: Final = httpx.Limits(max_connections=_GLEICHZEITIG, max_keepalive_connections=_GLEICHZEITIG)
_ANTWORT_BYTES: Final = 65_536
_GESAMT_SEKUNDEN: Final = 20.0
_AGENT: Final = "OZG-Cloud-Webhook/1"
_TOO_SLOW: Final = "Der Empfänger hat nicht innerhalb von {} Sekunden geantwortet."
_NO_CONNECTION: Final = "Es kam keine Verbindung zum Empfänger zustande."
_BROKEN: Final = "Die Antwort des Empfängers war kein gültiges HTTP, oder die Verbindung brach ab."
_UNKNOWN_NAME: Final = "Der Name des Empfängers ist nicht bekannt (DNS)."
_FORBIDDEN: Final = "Der Name des Empfängers führt in ein internes Netz. Dorthin senden wir nicht."
_REDIRECT: Final = (
    "Der Empfänger leitet weiter ({}). Weiterleitungen folgen wir nicht: Bitte die Zieladresse eintragen."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookOptions:
    """`zertifikate` checks servers (None: the public authorities); times are seconds."""

    freiraum: Freiraum
    sekunden: float = 10.0
    zertifikate: ssl.SSLContext | None = None


@dataclass(slots=True)
class _Lauf:
    """What happened so far in one call."""

    ende: float
    antworten: dict[int, Antwort] = field(default_factory=dict)
    angenommen: int = 0
    gescheitert: int = 0
    vorbei: bool = False

    def is_over(self) -> bool:
        """Time is up, the consumer wants no more, or several cases failed and none got through."""
        silent = not self.angenommen and self.gescheitert >= PROBEN
        return self.vorbei or silent or time.monotonic() > self.ende

    def add(self, nummer: int, antwort: Antwort) -> None:
        self.antworten[nummer] = antwort
        self.angenommen += antwort.angenommen
        self.gescheitert += not antwort.angenommen
        self.vorbei = self.vorbei or antwort.status == GONE


class HttpZusteller:
    """`Zusteller` over HTTP."""

    def __init__(self, optionen: WebhookOptions) -> None:
        self._optionen = optionen
        self._tls = optionen.zertifikate or ssl.create_default_context()

    def send(self, ziel: Ziel, bahnen: Sequence[Sequence[Sendung]]) -> dict[int, Antwort]:
        """See the port. At most eight requests at a time; gives up when several cases fail and none gets through."""
        return asyncio.run(self._send(ziel, bahnen))

    async def _send(self, ziel: Ziel, bahnen: Sequence[Sequence[Sendung]]) -> dict[int, Antwort]:
        try:
            ort = read_url(ziel.url, self._optionen.freiraum)
        except InvalidInput as error:
            return _all_refused(bahnen, error.meldung)
        adresse = await self._resolve(ort)
        if adresse is None:
            return _all_refused(bahnen, _UNKNOWN_NAME)
        if not adresse:
            return _all_refused(bahnen, _FORBIDDEN)
        lauf, side_by_side = _Lauf(time.monotonic() + _GESAMT_SEKUNDEN), asyncio.Semaphore(_GLEICHZEITIG)
        anschluss = _Anschluss(ort, adresse, ziel.geheimnisse, self._optionen.sekunden)
        async with httpx.AsyncClient(
            verify=self._tls, trust_env=False, timeout=self._optionen.sekunden, limits=_GRENZEN
        ) as client:

            async def lane(bahn: Sequence[Sendung]) -> None:
                async with side_by_side:
                    for sendung in bahn:
                        if lauf.is_over():
                            return
                        antwort = await anschluss.post(client, sendung)
                        lauf.add(sendung.nummer, antwort)
                        if not antwort.angenommen:
                            return

            await asyncio.gather(*(lane(bahn) for bahn in bahnen))
        return lauf.antworten

    async def _resolve(self, ort: Ort) -> str | None:
        """The checked address; "" when one of them is forbidden, None when there is none."""
        try:
            async with asyncio.timeout(self._optionen.sekunden):
                found = await asyncio.get_running_loop().getaddrinfo(ort.host, ort.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError, TimeoutError):
            return None
        return choose([str(entry[4][0]) for entry in found], self._optionen.freiraum) or ""


def _all_refused(bahnen: Sequence[Sequence[Sendung]], satz: str) -> dict[int, Antwort]:
    return {bahn[0].nummer: Antwort(None, satz) for bahn in bahnen[:PROBEN]}


@dataclass(frozen=True, slots=True)
class _Anschluss:
    """One consumer at its checked address."""

    ort: Ort
    adresse: str
    geheimnisse: tuple[str, ...] = field(repr=False)
    sekunden: float

    async def post(self, client: httpx.AsyncClient, sendung: Sendung) -> Antwort:
        """One try."""
        begin = time.monotonic()
        try:
            async with asyncio.timeout(self.sekunden):
                status, wait = await self._exchange(client, sendung)
        except (TimeoutError, httpx.TimeoutException):
            return self._failed(_TOO_SLOW.format(f"{self.sekunden:g}"), begin)
        except (httpx.ConnectError, ssl.SSLError, OSError):
            return self._failed(_NO_CONNECTION, begin)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            return self._failed(_BROKEN, begin)
        return Antwort(status, _sentence(status), _ms(begin), wait)

    async def _exchange(self, client: httpx.AsyncClient, sendung: Sendung) -> tuple[int, timedelta | None]:
        signed = unterschrift.headers(
            self.geheimnisse,
            nachricht_id=sendung.kennung,
            zeit=int(clock.now().timestamp()),
            koerper=sendung.koerper,
        )
        kopf = {"host": self._host(), "content-type": CONTENT_TYPE, "user-agent": _AGENT, **signed}
        extensions = {"sni_hostname": self.ort.host}
        async with client.stream(
            "POST", self._address(), content=sendung.koerper, headers=kopf, extensions=extensions
        ) as response:
            size = 0
            async for chunk in response.aiter_raw():
                size += len(chunk)
                if size > _ANTWORT_BYTES:
                    break
            return response.status_code, _wait(response.headers.get("retry-after", ""))

    def _address(self) -> str:
        scheme = "https" if self.ort.verschluesselt else "http"
        return f"{scheme}://{_bracketed(self.adresse)}:{self.ort.port}{self.ort.pfad}"

    def _host(self) -> str:
        usual = self.ort.port == (443 if self.ort.verschluesselt else 80)
        return _bracketed(self.ort.host) if usual else f"{_bracketed(self.ort.host)}:{self.ort.port}"

    @staticmethod
    def _failed(satz: str, begin: float) -> Antwort:
        return Antwort(None, satz, _ms(begin))


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _ms(begin: float) -> int:
    return int((time.monotonic() - begin) * 1000)


def _sentence(status: int) -> str:
    if 200 <= status < 300:
        return ""
    return _REDIRECT.format(status) if 300 <= status < 400 else f"Der Empfänger hat mit {status} geantwortet."


def _wait(text: str) -> timedelta | None:
    """Retry-After: seconds or a date; anything else counts as not said."""
    if text.isascii() and text.isdigit() and len(text) < 8:
        return timedelta(seconds=int(text))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None
    return max(moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC), timedelta())

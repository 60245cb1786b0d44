"""Where webhooks may go: never into the operator's own network, unless he says so (server-side request forgery)."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from ozgcloud.core.errors import InvalidInput

MAX_URL = 500
NAT64 = IPv6Network("64:ff9b::/96")
SIXTOFOUR = IPv6Network("2002::/16")
TEREDO = IPv6Network("2001::/32")
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
EMBEDDING = (NAT64, SIXTOFOUR, TEREDO)


@dataclass(frozen=True, slots=True)
class Freiraum:
    """What the operator allows besides public addresses; `demo`: the own machine, also without encryption."""

    netze: tuple[Network, ...] = ()
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Ort:
    """A webhook's URL in parts; `pfad` with query."""

    url: str
    verschluesselt: bool
    host: str
    port: int
    pfad: str


def read_networks(text: str) -> tuple[Network, ...]:
    """Networks divided by commas, as in `OZG_WEBHOOK_NETWORKS=10.20.0.0/16,fd00::/8`; raises ValueError."""
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def read_url(text: str, freiraum: Freiraum) -> Ort:
    """The place behind a URL; raises InvalidInput with a sentence for its sender. Names are resolved only when sent."""
    url = text.strip()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _wrong("Das ist keine gültige Adresse.") from None
    if len(url) > MAX_URL or not url.isascii() or not url.isprintable() or " " in url or not host:
        raise _wrong("Das ist keine gültige Adresse. Sie beginnt mit https:// und nennt einen Rechner.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _wrong("Bitte nennen Sie die Adresse ohne Anmeldedaten und ohne #.")
    if parts.scheme not in ("https", "http") or (parts.scheme == "http" and not _may_be_plain(host, freiraum)):
        raise _wrong("Bitte verwenden Sie eine verschlüsselte Adresse (https://).")
    literal = _literal(host)
    if literal is not None and not is_allowed(literal, freiraum):
        raise _wrong("Diese Adresse liegt in einem internen Netz. Dorthin senden wir nicht.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    secure = parts.scheme == "https"
    return Ort(url, secure, host, port or (443 if secure else 80), path)


def _wrong(satz: str) -> InvalidInput:
    return InvalidInput(satz, {"url": satz})


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _may_be_plain(host: str, freiraum: Freiraum) -> bool:
    literal = _literal(host)
    return freiraum.demo and (host == "localhost" or (literal is not None and literal.is_loopback))


def is_allowed(address: Address, freiraum: Freiraum) -> bool:
    """Whether we connect to an address: public ones, what the operator allows, and with `demo` the own machine.

    An IPv4 address inside an IPv6 one counts as what it stands for.
    """
    inner = _inner(address)
    if inner is not None:
        return is_allowed(inner, freiraum)
    if any(address in network for network in freiraum.netze if network.version == address.version):
        return True
    if address.is_loopback:
        return freiraum.demo
    embeds = isinstance(address, IPv6Address) and any(address in network for network in EMBEDDING)
    return address.is_global and not (address.is_multicast or address.is_reserved or embeds)


def _inner(address: Address) -> IPv4Address | None:
    return address.ipv4_mapped if isinstance(address, IPv6Address) else None


def choose(addresses: Sequence[str], freiraum: Freiraum) -> str | None:
    """The address to connect to: the first one, if every one a name stands for is allowed; None otherwise."""
    found = [ip_address(address.partition("%")[0]) for address in addresses]
    return str(found[0]) if found and all(is_allowed(address, freiraum) for address in found) else None

"""Who asks, when a reverse proxy stands before us: its word counts only when the operator has named its network.

`OZG_TRUSTED_PROXIES` lists networks (`10.0.0.0/8,::1`). From such a peer the last address of `X-Forwarded-For` that is
no proxy of ours is the client, and `X-Forwarded-Proto: https` makes the request a secure one. From anybody else the
headers are removed, because everyone can write them.
"""

from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Network = IPv4Network | IPv6Network
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


class TrustedProxy:
    """Sets `REMOTE_ADDR` and the scheme of the request before anything reads them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.networks = networks(settings.ENV.trusted_proxies)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Believe the proxy or remove what it said."""
        peer = request.META.get("REMOTE_ADDR", "")
        if is_inside(peer, self.networks):
            request.META["REMOTE_ADDR"] = client_of(peer, request.META.get("HTTP_X_FORWARDED_FOR", ""), self.networks)
            if request.META.get("HTTP_X_FORWARDED_PROTO", "").strip().lower() == "https":
                request.META["wsgi.url_scheme"] = "https"
        for header in FORWARDED:
            request.META.pop(header, None)
        return self.get_response(request)


def networks(named: tuple[str, ...]) -> tuple[Network, ...]:
    """The networks an operator named; raises ValueError for what is none, so that a typing error stops the start."""
    return tuple(ip_network(name.strip(), strict=False) for name in named if name.strip())


def is_inside(address: str, trusted: tuple[Network, ...]) -> bool:
    """Whether the address lies in one of the networks; what is no address lies nowhere."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in trusted)


def client_of(peer: str, forwarded: str, trusted: tuple[Network, ...]) -> str:
    """Read the chain from its end, which our own proxies wrote; the first address that is not ours is the client.

    Beyond an entry that is no address nothing can be believed: then the last known hop counts as the client.
    """
    client = peer
    for entry in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        try:
            client = str(ip_address(entry))
        except ValueError:
            break
        if not is_inside(client, trusted):
            break
    return client

"""Client address and scheme behind a reverse proxy, and what a liar gets."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.core.proxy import TrustedProxy, client_of, networks

OURS = networks(("10.0.0.0/8", "::1"))


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        ("", "10.0.0.1"),
        ("203.0.113.9", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, 10.1.1.1", "203.0.113.9"),
        ("10.1.1.2, 10.1.1.1", "10.1.1.2"),
        ("203.0.113.9, unsinn", "10.0.0.1"),
        ("2001:db8::7, ::1", "2001:db8::7"),
    ],
)
def test_the_last_foreign_address_is_the_client(forwarded: str, client: str) -> None:
    assert client_of("10.0.0.1", forwarded, OURS) == client


@given(st.text())
def test_whatever_a_proxy_forwards_an_address_comes_out(forwarded: str) -> None:
    networks((client_of("10.0.0.1", forwarded, OURS),))


def test_a_typing_error_in_the_setting_stops_the_start() -> None:
    with pytest.raises(ValueError, match=r"10\.0\.0"):
        networks(("10.0.0",))


@pytest.mark.parametrize(
    ("peer", "address", "scheme"), [("10.0.0.1", "203.0.113.9", "https"), ("192.0.2.4", "192.0.2.4", "http")]
)
def test_only_a_named_proxy_is_believed(peer: str, address: str, scheme: str) -> None:
    seen: list[HttpRequest] = []

    def answer(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    door = TrustedProxy(answer)
    door.networks = OURS
    door(
        RequestFactory().get(
            "/",
            REMOTE_ADDR=peer,
            headers={"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "boese"},
        )
    )
    request = seen[0]
    assert (request.META["REMOTE_ADDR"], request.scheme) == (address, scheme)
    assert not any(name.startswith("X-Forwarded") for name in request.headers)

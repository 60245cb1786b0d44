"""Whatever sends events: all of a Bahn in its order, an answer for each, the same name for each try."""

from collections.abc import Iterator

import pytest

from adapters.empfaenger import haus
from ozgcloud.adapters.null.zusteller import NullZusteller
from ozgcloud.adapters.webhook.http import HttpZusteller, WebhookOptions
from ozgcloud.ausgang.port import Sendung, Ziel, Zusteller
from ozgcloud.ausgang.rules.adressen import Freiraum
from ozgcloud.ausgang.rules.unterschrift import secret_of
from ozgcloud.core.types import new_id

GEHEIMNIS = secret_of("haupt", new_id(), 1)


@pytest.fixture(params=["null", "http"])
def einer(request: pytest.FixtureRequest) -> Iterator[tuple[Zusteller, str, list[str]]]:
    """An implementation, where it sends to, and what arrived there."""
    if request.param == "null":
        null = NullZusteller()
        yield null, "https://empfaenger.example/", null.kennungen
        return
    with haus() as empfaenger:

        class Angekommen(list[str]):
            def __iter__(self) -> Iterator[str]:
                return iter(empfaenger.kennungen)

        yield (
            HttpZusteller(WebhookOptions(freiraum=Freiraum(demo=True))),
            f"http://127.0.0.1:{empfaenger.port}/",
            Angekommen(),
        )


def test_every_bahn_in_its_order_with_an_answer_for_each(einer):
    zusteller, url, angekommen = einer
    bahnen = [[Sendung(bahn * 10 + n, f"{bahn}-{n}", b"{}") for n in range(4)] for bahn in range(5)]
    antworten = zusteller.send(Ziel(url, (GEHEIMNIS,)), bahnen)
    assert set(antworten) == {sendung.nummer for bahn in bahnen for sendung in bahn}
    assert all(antwort.angenommen for antwort in antworten.values())
    for bahn in bahnen:
        kennungen = [sendung.kennung for sendung in bahn]
        assert [kennung for kennung in angekommen if kennung in kennungen] == kennungen


def test_nothing_to_send_is_no_error(einer):
    zusteller, url, _ = einer
    assert zusteller.send(Ziel(url, (GEHEIMNIS,)), []) == {}

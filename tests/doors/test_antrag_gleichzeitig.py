"""Chunked bodies, and the same Antrag twice at the very same moment."""

import io
import threading
from dataclasses import replace

import pytest
from django.db import connections
from django.test import Client

from doors.annahme_welt import GRENZE, Sendung, daten, feld, senden, wie_gover
from ozgcloud.api.multipart import read_parts
from ozgcloud.api.probleme import Refusal
from ozgcloud.core.actor import system_actor
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.models import Eingang, Quarantaene
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.vorgang.models import Vorgang

TYP = f"multipart/form-data; boundary={GRENZE}"
FORM = daten(feld("plz", "24001"), feld("ort", "Stadt 1"))


@pytest.fixture
def sender(welt, settings):
    """A platform on a network that needs no key."""
    settings.ENV = replace(settings.ENV, antrag_networks=("127.0.0.0/8",))
    return Client()


def gestueckelt(sender, body, *, endet=True, pfad="/antrag"):
    """A request without a length, as a server gives it to the program that knows where such a body ends."""
    kopf = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": "", "CONTENT_TYPE": TYP}
    return sender.generic("POST", pfad, **kopf, **{"wsgi.input": io.BytesIO(body), "wsgi.input_terminated": endet})


def test_a_body_of_unknown_length_is_read_to_its_end(sender):
    answer = gestueckelt(sender, wie_gover())
    assert answer.status_code == 200, answer.content
    with mandant_scope(1):
        assert Eingang.objects.count() == 1


@pytest.mark.parametrize("cut", [1, 3, 40, 400])
def test_a_chunked_body_that_ends_early_is_refused(sender, cut):
    answer = gestueckelt(sender, wie_gover()[: -len(b"--\r\n") - cut])
    assert (answer.status_code, answer.json()["code"]) == (400, "unvollstaendig")
    with mandant_scope(1):
        assert not Eingang.objects.exists()


class Endlos:
    """A body that never ends."""

    def __init__(self) -> None:
        self.anfang = io.BytesIO(Sendung().teil("attachment", b"", datei="a.pdf").bytes()[: -len(GRENZE) - 8])

    def read(self, size: int, /) -> bytes:
        return self.anfang.read(size) or b"x" * size


def test_a_chunked_body_without_end_is_too_large():
    sizes = (sum(map(len, teil.bytes_)) for teil in read_parts(Endlos(), GRENZE.encode(), None))
    with pytest.raises(Refusal) as refused:
        list(sizes)
    assert (refused.value.http_status, refused.value.code) == (413, "zu-gross")


def test_where_the_server_cannot_say_the_end_a_length_is_asked_for(sender):
    assert gestueckelt(sender, wie_gover(), endet=False).status_code == 411
    assert gestueckelt(sender, b"{}", pfad="/api/v1/antraege").status_code == 411


WAITING = "SELECT pg_sleep(0.02), count(*) FROM pg_locks WHERE NOT granted AND relation = 'eingang'::regclass"


def test_the_same_content_at_the_same_moment_is_marked_but_for_the_first(sender, als_superuser):
    """Nobody sees the others: all have looked for doubles before anybody may write."""
    anzahl, antworten = 4, []

    def send(nummer):
        body = Sendung().teil("formData", daten(feld("plz", "24001"), transactionId=f"t-{nummer}")).bytes()
        antworten.append(Client().generic("POST", "/antrag", body, content_type=TYP))
        connections.close_all()

    threads = [threading.Thread(target=send, args=(n,)) for n in range(anzahl)]
    with als_superuser.transaction():
        als_superuser.execute("LOCK TABLE eingang IN SHARE MODE")
        for thread in threads:
            thread.start()
        while als_superuser.execute(WAITING).fetchone()[1] < anzahl:
            assert any(thread.is_alive() for thread in threads), antworten
    for thread in threads:
        thread.join()
    assert [a.status_code for a in antworten] == [200] * anzahl
    with mandant_scope(1):
        order = list(Eingang.objects.order_by("eingegangen_am", "id").values_list("vorgang_id", flat=True))
        entries = list(Quarantaene.objects.values_list("vorgang_id", "art", "gegen_vorgang_id"))
        assert Vorgang.objects.count() == anzahl
    assert sorted(order.index(vorgang_id) for vorgang_id, _, _ in entries) == [1, 2, 3]
    # Not always against the first: it may have been committed after others had found each other.
    assert all(art == "doppelt" and order.index(gegen) < order.index(vorgang_id) for vorgang_id, art, gegen in entries)


def test_an_error_behind_the_commit_takes_no_file_away(sender, als_superuser):
    """The answer is lost, the case is there: its sender asks again and gets number and files."""
    als_superuser.execute("REVOKE SELECT ON quarantaene FROM app")
    sender.raise_request_exception = False
    assert senden(sender, wie_gover()).status_code == 500
    als_superuser.execute("GRANT SELECT ON quarantaene TO app")
    with mandant_scope(1):
        fall = Vorgang.objects.get()
    assert senden(sender, wie_gover()).json()["vorgang"]["vorgangNummer"] == fall.vorgangsnummer
    anlagen = list_anlagen(system_actor(1), fall.id)
    assert [file_store().read_verified(anlage.verweis)[:4] for anlage in anlagen] == [b"%PDF", b"%PDF"]

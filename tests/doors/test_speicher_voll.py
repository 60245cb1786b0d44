"""The disk for files is full, or the object store away: every door refuses in words, keeps nothing, and goes on by
itself when there is room again.
"""

import hashlib
import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace

import pytest
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.test import Client

from contracts.seaweed import KEY, SECRET, Seaweed
from doors.annahme_welt import Sendung, daten, feld, senden
from doors.portal_welt import SCHEMA, Buerger, upload
from maschinen import Maschine, maschine, pdf, teile
from ozgcloud.adapters.s3.store import open_bucket
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.vorgang.models import Vorgang
from welt import Welt, make_welt

ROOM = 1_000_000
SMALL = b"%PDF-1.7 " + b"x" * 1_500_000
"""Held in memory until it is stored."""
LARGE = b"%PDF-1.7 " + b"x" * 3_500_000
"""Goes through a file of its own before it is stored."""


@contextmanager
def volle_platte() -> Iterator[None]:
    """No file can grow beyond a megabyte."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@dataclass
class Tuer:
    """One way in: `sende` the same again and again, `angekommen` counts what was taken."""

    sende: Callable[[], HttpResponse]
    angekommen: Callable[[], int]
    gut: int


def faelle() -> int:
    with mandant_scope(1):
        return Vorgang.objects.count()


def eigene_api(welt: Welt, inhalt: bytes) -> Tuer:
    bot = maschine()

    def sende() -> HttpResponse:
        kopf = {"Authorization": f"Bearer {bot.schluessel.text}", "Idempotency-Key": "voll"}
        return bot.browser.post("/api/v1/antraege", {**teile(welt), "F7": pdf(inhalt)}, headers=kopf)

    return Tuer(sende, faelle, 201)


def hochladen(_welt: Welt, inhalt: bytes) -> Tuer:
    bot: Maschine = maschine()
    announced = {"name": "a.pdf", "groesse": len(inhalt), "sha256": hashlib.sha256(inhalt).hexdigest()}
    upload_id = bot.ruf("POST", "/uploads", announced).json()["id"]
    kopf = {"Upload_Offset": "0", "Content_Type": "application/offset+octet-stream"}
    return Tuer(
        lambda: bot.ruf("PATCH", f"/uploads/{upload_id}", inhalt, **kopf),
        lambda: int(bot.ruf("GET", f"/uploads/{upload_id}").json()["stand"] > 0),
        200,
    )


def fremdantrag(_welt: Welt, inhalt: bytes) -> Tuer:
    form = daten(feld("plz", "24001"), feld("ort", "Stadt 1"))
    body = Sendung().teil("formData", form).teil("attachment", inhalt, datei="a.pdf").bytes()
    kopf = {"HTTP_AUTHORIZATION": f"Bearer {maschine().schluessel.text}"}
    return Tuer(lambda: senden(Client(), body, **kopf), faelle, 200)


MASCHINEN = [eigene_api, hochladen, fremdantrag]


def check(tuer: Tuer, stoerung: Callable[[], AbstractContextManager[None]]) -> HttpResponse:
    """Refused and nothing kept while it lasts; the very same is taken afterwards. The refusal."""
    with stoerung():
        refused = [tuer.sende() for _ in range(2)][-1]
        assert tuer.angekommen() == 0
    assert refused.status_code in (503, 507), refused.content
    assert int(refused.headers["Retry-After"]) > 0
    taken = tuer.sende()
    assert (taken.status_code, tuer.angekommen()) == (tuer.gut, 1), taken.content
    return refused


@pytest.mark.parametrize("inhalt", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("door", MASCHINEN)
def test_machines_are_told_that_the_disk_is_full(door, inhalt, welt):
    problem = check(door(welt, inhalt), volle_platte)
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert "Speicher" in problem.json()["detail"]


@pytest.fixture
def buerger(db_ozg):
    """A citizen before the last step, which asks for a file."""
    make_welt(SCHEMA)
    found = Buerger()
    found.beginne()
    for schritt in ("G1", "G2", "G3"):
        found.sende(schritt)
    return found


def portal(buerger: Buerger, inhalt: bytes) -> Tuer:
    felder = {"G4/F41": "2"}

    def angekommen() -> int:
        seite = buerger.client.get(buerger.pfad("G4")).content.decode()
        return int("vertrag.pdf" in seite)

    return Tuer(lambda: buerger.sende("G4", {**felder, "G4/F52": upload("vertrag.pdf", inhalt)}), angekommen, 302)


@pytest.mark.parametrize("inhalt", [SMALL, LARGE], ids=["small", "large"])
def test_citizens_are_told_that_the_disk_is_full(buerger, inhalt):
    page = check(portal(buerger, inhalt), volle_platte).content.decode()
    assert "Speicher" in page
    assert "<main" in page


@pytest.fixture(scope="module")
def weed(tmp_path_factory):
    server = Seaweed(tmp_path_factory.mktemp("weed"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def im_bucket(weed, settings):
    """Files lie in a real object store; yields what takes it away for a while."""
    env = {"s3_url": weed.url, "s3_bucket": "ozg-dateien", "s3_key": KEY, "s3_secret": SECRET}
    settings.ENV = replace(django_settings.ENV, **env)
    settings.OZG_OBJECT_STORE = "ozgcloud.adapters.s3.store.open_bucket"
    open_bucket.cache_clear()

    @contextmanager
    def weg() -> Iterator[None]:
        weed.stop()
        try:
            yield
        finally:
            weed.start()

    yield weg
    open_bucket.cache_clear()


@pytest.mark.long
@pytest.mark.parametrize("door", MASCHINEN)
def test_machines_are_told_that_the_object_store_is_away(door, welt, im_bucket):
    assert check(door(welt, LARGE), im_bucket).json()["status"] == 503


@pytest.mark.long
def test_citizens_are_told_that_the_object_store_is_away(buerger, im_bucket):
    assert "nicht erreichbar" in check(portal(buerger, LARGE), im_bucket).content.decode()

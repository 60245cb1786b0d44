"""Keys at the door: bearer, basic, tokens; revoked, expired and locked ones stop; limits per machine; never HTML."""

from base64 import b64encode
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client

from maschinen import ALLES, OPERATOR, maschine
from ozgcloud.core import clock
from ozgcloud.core.errors import Forbidden, InvalidInput, NotFound
from ozgcloud.core.types import new_id
from ozgcloud.schnittstelle.actions.add_schluessel import add_schluessel
from ozgcloud.schnittstelle.actions.lock_client import lock_client
from ozgcloud.schnittstelle.actions.revoke_schluessel import revoke_schluessel
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe, set_freigaben
from ozgcloud.schnittstelle.queries import authenticate, forget_cached, list_clients, list_schluessel
from ozgcloud.schnittstelle.rules import TOKEN_SECONDS, Befugnis

PROBLEM = "application/problem+json"
FORM = "application/x-www-form-urlencoded"


def basic(kennung: str, geheimnis: str) -> str:
    return "Basic " + b64encode(f"{kennung}:{geheimnis}".encode()).decode()


def token(bot, *, header: str = "", **felder: str):
    headers = {"Authorization": header} if header else {}
    content = urlencode({"grant_type": "client_credentials", **felder})
    return bot.browser.post("/api/v1/token", content, content_type=FORM, headers=headers)


def status(auth: str) -> int:
    return Client().get("/api/v1/leistungen", headers={"Authorization": auth} if auth else {}).status_code


def test_a_key_works_as_bearer_and_basic(welt):
    key = maschine().schluessel
    assert status(f"Bearer {key.text}") == 200
    assert status(f"bearer  {key.text}") == 200
    assert status(basic(key.kennung, key.geheimnis)) == 200
    assert status(basic(f"ozg_{key.kennung}", key.geheimnis)) == 200


def test_nothing_else_works(welt):
    key = maschine().schluessel
    for auth in (
        "", "Bearer", "Bearer x", f"Bearer {key.text}x", f"Bearer ozg_{key.kennung}_", "Basic x", "Basic eA==",
        basic(key.kennung, ""), basic("ozg_abcdefghijkl", key.geheimnis), f"Digest {key.text}", "Bearer ü\x00",
    ):  # fmt: skip
        assert status(auth) == 401, auth
    answer = Client().get("/api/v1/leistungen")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.headers["Content-Type"] == PROBLEM


def test_a_token_lasts_a_quarter_of_an_hour(welt):
    bot = maschine()
    key = bot.schluessel
    for answer in (
        token(bot, client_id=key.kennung, client_secret=key.geheimnis),
        token(bot, header=basic(key.kennung, key.geheimnis)),
    ):
        body = answer.json()
        assert (answer.status_code, body["token_type"], body["expires_in"]) == (200, "Bearer", TOKEN_SECONDS)
        assert body["scope"].split() == sorted(b.value for b in Befugnis)
        assert status(f"Bearer {body['access_token']}") == 200
        assert status(f"Bearer {body['access_token']}x") == 401
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_token_for_less(welt):
    bot = maschine()
    key = bot.schluessel
    answer = token(bot, client_id=key.kennung, client_secret=key.geheimnis, scope="antrag:einreichen")
    auth = f"Bearer {answer.json()['access_token']}"
    assert status(auth) == 200
    listing = Client().get("/api/v1/vorgaenge", headers={"Authorization": auth})
    assert (listing.status_code, listing.json()["code"]) == (403, "nicht-erlaubt")


@pytest.mark.parametrize(
    ("felder", "error", "code"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type", 400),
        ({}, "invalid_client", 401),
        ({"client_secret": "falsch"}, "invalid_client", 401),
        ({"scope": "alles"}, "invalid_scope", 400),
    ],
)
def test_token_errors_are_those_of_oauth(felder, error, code, welt):
    bot = maschine()
    own = {"client_id": bot.schluessel.kennung, "client_secret": bot.schluessel.geheimnis} if felder else {}
    answer = token(bot, **{**own, **felder})
    assert (answer.status_code, answer.json()["error"]) == (code, error)


def test_a_key_can_be_changed_without_a_pause_and_revoked(welt):
    bot = maschine()
    new = add_schluessel(OPERATOR, client_id=bot.client_id)
    assert [status(f"Bearer {key.text}") for key in (bot.schluessel, new)] == [200, 200]
    revoke_schluessel(OPERATOR, client_id=bot.client_id, kennung=bot.schluessel.kennung)
    forget_cached()
    assert [status(f"Bearer {key.text}") for key in (bot.schluessel, new)] == [401, 200]
    used = {row.kennung: row.zuletzt_benutzt_am for row in list_schluessel(bot.client_id)}
    assert used[new.kennung] == clock.today()


def test_an_expired_key_stops_at_once_even_when_it_is_remembered(welt):
    bot = maschine()
    short = add_schluessel(OPERATOR, client_id=bot.client_id, gueltig_bis=clock.now() + timedelta(minutes=1))
    assert authenticate(short.text) is not None
    with clock.moved_by(timedelta(minutes=2)):
        assert authenticate(short.text) is None
        assert authenticate(bot.schluessel.text) is not None


def test_a_locked_machine_stays_outside_with_every_key_and_token(welt):
    bot = maschine()
    key = bot.schluessel
    held = token(bot, client_id=key.kennung, client_secret=key.geheimnis).json()["access_token"]
    lock_client(OPERATOR, client_id=bot.client_id)
    forget_cached()
    assert [status(f"Bearer {text}") for text in (key.text, held)] == [401, 401]
    lock_client(OPERATOR, client_id=bot.client_id, gesperrt=False)
    assert status(f"Bearer {held}") == 200


def test_only_operators_give_keys(welt):
    with pytest.raises(Forbidden):
        add_schluessel(welt.eins.sachbearbeitung, client_id=new_id())
    with pytest.raises(NotFound):
        add_schluessel(OPERATOR, client_id=new_id())
    with pytest.raises(InvalidInput):
        set_freigaben(OPERATOR, client_id=maschine(land_id=1).client_id, freigaben=[Angabe(Befugnis.LESEN, 77)])
    maschine(ALLES, name="Zweite")
    assert [client.name for client in list_clients()] == ["Prüfclient", "Zweite"]


def test_more_requests_than_agreed_are_refused_for_a_while(welt):
    bot = maschine(anfragen=2)
    answers = [bot.ruf("GET", "/leistungen") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 30
    assert maschine().ruf("GET", "/leistungen").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/api/v1/gibt/es/nicht", 404),
        ("GET", "/api", 404),
        ("GET", "/api/", 404),
        ("GET", "/api/v1/", 404),
        ("DELETE", "/api/v1/leistungen", 405),
        ("POST", "/api/v1/leistungen", 405),
        ("GET", "/api/v1/token", 405),
        ("GET", "/api/v1/vorgaenge/42", 404),
        ("GET", "/api/v1/vorgaenge/%00", 404),
        ("GET", "/api/v1/vorgaenge/a%0Ab", 404),
    ],
)
def test_there_is_no_html_behind_the_door(method, path, code, welt):
    bot = maschine()
    answer = bot.browser.generic(method, path, b"{}", headers={"Authorization": f"Bearer {bot.schluessel.text}"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (code, PROBLEM)
    assert len(answer.json()["anfrage"]) == 32
    assert ("Allow" in answer.headers) is (code == 405)


def test_an_answer_nobody_wants_is_406(welt):
    bot = maschine()
    assert bot.ruf("GET", "/leistungen", Accept="text/html").status_code == 406
    for accept in ("*/*", "text/html, application/json;q=0.9", "application/problem+json"):
        assert bot.ruf("GET", "/leistungen", Accept=accept).status_code == 200


def test_a_body_of_unknown_length_is_411(welt):
    for length in ("", "²", "viel"):
        answer = maschine().browser.generic("POST", "/api/v1/token", b"", CONTENT_LENGTH=length)
        assert (answer.status_code, answer.json()["code"]) == (411, "laenge-fehlt")
    answer = maschine().browser.generic("POST", "/api/v1/token", b"", CONTENT_LENGTH="999999999999")
    assert answer.status_code == 413

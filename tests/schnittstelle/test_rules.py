"""Keys and scopes: the shape of a key, what a Freigabe covers, and what a machine may be given."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.core.actor import ActorKind, Rolle
from ozgcloud.core.errors import Forbidden, InvalidInput, NotFound
from ozgcloud.schnittstelle import rules
from ozgcloud.schnittstelle.rules import Befugnis, Erlaubnis, Zugriff

JETZT = datetime(2026, 11, 22, tzinfo=UTC)
BOT = Zugriff(
    client_id=UUID(int=1),
    name="Prüfclient",
    uebung=False,
    anfragen=60,
    erlaubnisse=(
        Erlaubnis(Befugnis.EINREICHEN, frozenset({1, 2})),
        Erlaubnis(Befugnis.LESEN, frozenset({1}), "99"),
        Erlaubnis(Befugnis.SCHREIBEN, frozenset({1}), "99001"),
    ),
)


def test_a_new_key_is_read_back():
    kennung, geheimnis = rules.new_kennung(), rules.new_geheimnis()
    assert rules.split_schluessel(rules.schluesseltext(kennung, geheimnis)) == (kennung, geheimnis)
    assert rules.is_secret(geheimnis, rules.secret_hash(geheimnis))
    assert not rules.is_secret(geheimnis + "x", rules.secret_hash(geheimnis))


@given(st.text())
def test_what_is_no_key_is_none(text):
    halves = rules.split_schluessel(text)
    assert halves is None or rules.schluesseltext(*halves) == text


@pytest.mark.parametrize("text", ["", "ozg_", "ozg_abc_x", "ozg_ABCDEFGHIJKL_x", "ozg_abcdefghijkl_", "abcdefghijkl_x"])
def test_odd_keys(text):
    assert rules.split_schluessel(text) is None


@pytest.mark.parametrize(
    ("befugnis", "mandant_id", "leistung", "error"),
    [
        (Befugnis.EINREICHEN, None, "99001000000000", None),
        (Befugnis.EINREICHEN, 2, "", None),
        (Befugnis.EINREICHEN, 3, "", NotFound),
        (Befugnis.LESEN, 1, "99001000000000", None),
        (Befugnis.LESEN, 2, "99001000000000", NotFound),
        (Befugnis.LESEN, 1, "12001000000000", Forbidden),
        (Befugnis.SCHREIBEN, 1, "99002000000000", Forbidden),
        (Befugnis.EREIGNISSE, None, "", Forbidden),
    ],
)
def test_what_a_machine_may_do(befugnis, mandant_id, leistung, error):
    if error is None:
        BOT.require(befugnis, mandant_id, leistung)
        return
    with pytest.raises(error):
        BOT.require(befugnis, mandant_id, leistung)


def test_the_actor_of_a_scope_holds_what_it_needs_and_no_more():
    reader = BOT.actor(1, Befugnis.LESEN)
    assert (reader.kind, reader.id, reader.mandant_id) == (ActorKind.MASCHINE, str(UUID(int=1)), 1)
    assert {z.rolle for z in reader.rollen} == {Rolle.ANSPRECHPARTNER}
    assert {(z.rolle, z.leistung_schluessel) for z in BOT.actor(1, Befugnis.SCHREIBEN).rollen} == {
        (Rolle.USER, "99001")
    }
    assert BOT.actor(2, Befugnis.LESEN).rollen == frozenset()
    assert BOT.actor().rollen == frozenset()
    assert next(iter(reader.rollen)).covers(None, "99001000000000")
    assert not next(iter(reader.rollen)).covers(None, "12001000000000")


def test_a_narrowed_token_loses_scopes():
    assert BOT.narrowed([Befugnis.LESEN]).befugnisse == {Befugnis.LESEN}


@pytest.mark.parametrize(
    ("bis", "widerrufen", "gilt"),
    [
        (None, None, True),
        (JETZT + timedelta(seconds=1), None, True),
        (JETZT, None, False),
        (None, JETZT, False),
    ],
)
def test_when_a_key_works(bis, widerrufen, gilt):
    assert rules.is_valid(bis, widerrufen, JETZT) is gilt


@pytest.mark.parametrize(("name", "anfragen"), [("", 60), (" ", 60), ("x" * 201, 60), ("x", 0), ("x", 100_001)])
def test_odd_clients(name, anfragen):
    with pytest.raises(InvalidInput):
        rules.require_client(name, anfragen)


@pytest.mark.parametrize("praefix", ["x", "1" * 15, "99 1"])
def test_odd_prefixes(praefix):
    with pytest.raises(InvalidInput):
        rules.require_praefix(praefix)

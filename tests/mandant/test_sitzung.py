"""Sessions are found again as they were left, and never come back once they have ended."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection, transaction

from ozgcloud.core.sql import fetch_prepared
from ozgcloud.mandant.sitzung import ALONE, SessionStore


@pytest.fixture
def sitzung(welt):
    store = SessionStore()
    store["liste"] = "status=Neu"
    store.save()
    return store


def left(key):
    return dict(SessionStore(key).items())


def test_what_is_put_in_is_there_for_the_next_page(sitzung):
    assert left(sitzung.session_key) == {"liste": "status=Neu"}
    again = SessionStore(sitzung.session_key)
    again["liste"] = "status=Beschieden"
    again.save()
    assert left(sitzung.session_key) == {"liste": "status=Beschieden"}


def test_inside_a_transaction_it_goes_with_it(sitzung):
    sitzung["liste"] = ""
    with transaction.atomic():
        sitzung.save()
        transaction.set_rollback(True)
    assert left(sitzung.session_key) == {"liste": "status=Neu"}


def test_nobody_waits_for_the_disk_and_only_here(sitzung):
    def waits() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            return str(cursor.fetchone()[0])

    with transaction.atomic():
        sitzung.save()
        assert waits() == "on", "what else is in the transaction is worth waiting for"
        found = fetch_prepared(ALONE, {"key": sitzung.session_key, "data": "", "until": sitzung.get_expiry_date()})
        assert (found, waits()) == ([(1,)], "off")
        transaction.set_rollback(True)
    assert waits() == "on"


def test_a_session_that_has_ended_stays_so(sitzung):
    other = SessionStore(sitzung.session_key)
    assert other["liste"] == "status=Neu"
    SessionStore(sitzung.session_key).flush()
    with pytest.raises(UpdateError):
        other.save()
    assert left(sitzung.session_key) == {}


def test_an_expired_one_is_empty(sitzung):
    sitzung.set_expiry(timedelta(seconds=-1))
    sitzung.save()
    found = SessionStore(sitzung.session_key)
    assert (dict(found.items()), found.session_key) == ({}, None)

"""The one statement of an intake is a transaction of its own: whole, inside both walls, and loud when it fails."""

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from gang import reiche_ein
from ozgcloud.core.errors import ScopeError
from ozgcloud.core.postgresql.base import has_ended
from ozgcloud.core.tenancy import fetch_in_annahme, mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.mandant.models import Person
from ozgcloud.vorgang.models import Notiz

SETTINGS = "SELECT current_setting('app.mandant', true), current_setting('app.absender', true), %(ruf)s::text"
NOTIZ = """
INSERT INTO notiz (id, mandant_id, vorgang_id, person_id, text, erstellt_am)
VALUES (%(id)s, %(mandant)s, %(vorgang)s, %(person)s, %(text)s, now()) RETURNING mandant_id
"""


def schreibe(vorgang_id, *, mandant=1, text="Notiz"):
    values = {"id": new_id(), "mandant": mandant, "vorgang": vorgang_id, "person": somebody(), "text": text}
    return fetch_in_annahme("portal", 1, NOTIZ, values)


def somebody():
    with mandant_scope(1):
        return Person.objects.values_list("id", flat=True).order_by("id")[0]


def notizen():
    with mandant_scope(1):
        return Notiz.objects.count()


def settings():
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.mandant', true), '')")
        return cursor.fetchone()[0]


def test_it_runs_inside_both_walls_and_leaves_nothing_behind(welt):
    for ruf in range(12):  # beyond the calls after which the server keeps one plan
        assert fetch_in_annahme("portal", 1, SETTINGS, {"ruf": str(ruf)}) == [("1", "portal", str(ruf))]
        assert settings() == ""


def test_what_it_wrote_is_there_for_others(welt):
    fall = reiche_ein(welt)
    for count in range(1, 9):
        assert schreibe(fall.vorgang_id) == [(1,)]
        connection.close()
        assert notizen() == count


def test_a_refusal_at_the_very_end_of_the_transaction_is_told(welt):
    # The reference is checked when the transaction commits, after the statement has given its rows.
    for _ in range(3):
        with pytest.raises((IntegrityError, OperationalError)):
            schreibe(new_id())
        assert notizen() == 0
        assert settings() == ""


@pytest.mark.parametrize(("mandant", "text"), [(2, "fremd"), (1, "mit \x00")])
def test_a_refused_statement_leaves_a_working_connection(mandant, text, welt):
    fall = reiche_ein(welt)
    with pytest.raises((DatabaseError, ValueError)):
        schreibe(fall.vorgang_id, mandant=mandant, text=text)
    assert notizen() == 0
    assert schreibe(fall.vorgang_id) == [(1,)]


def test_inside_a_transaction_it_belongs_to_it(welt):
    fall = reiche_ein(welt)
    with transaction.atomic():
        schreibe(fall.vorgang_id)
        transaction.set_rollback(True)
    assert notizen() == 0


def test_another_scope_around_it_is_refused(welt):
    with mandant_scope(2), pytest.raises(ScopeError):
        fetch_in_annahme("portal", 1, SETTINGS, {"ruf": ""})


def test_a_server_that_ends_before_the_commit_is_told(welt, als_superuser):
    fall = reiche_ein(welt)
    ende = NOTIZ.replace("RETURNING mandant_id", "RETURNING pg_terminate_backend(pg_backend_pid())")
    values = {"id": new_id(), "mandant": 1, "vorgang": fall.vorgang_id, "person": somebody(), "text": "x"}
    with pytest.raises((OperationalError, DatabaseError)):
        fetch_in_annahme("portal", 1, ende, values)
    connection.close()
    assert notizen() == 0


def test_a_connection_the_server_has_left_is_not_lent_again(welt, als_superuser):
    connection.ensure_connection()
    raw = connection.connection
    assert not has_ended(raw)
    als_superuser.execute("SELECT pg_terminate_backend(%s, 5000)", [raw.info.backend_pid])
    assert has_ended(raw)
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)

"""Statements of the hot path are prepared by the server, as they ask to be; the others are not."""

import pytest
from django.db import OperationalError, ProgrammingError, connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from psycopg.pq import ExecStatus

from ozgcloud.core.sql import begin_with, error_of, fetch_numbered, fetch_prepared

READ = "SELECT current_setting('app.absender', true), current_setting('app.mandant', true)"
PREPARED = "SELECT statement, generic_plans, custom_plans FROM pg_prepared_statements"


def prepared():
    with connection.cursor() as cursor:
        cursor.execute(PREPARED)
        return {text: plans for text, *plans in cursor.fetchall()}


def test_a_statement_is_planned_once_whatever_its_values(welt):
    with transaction.atomic():
        before = prepared()
        for number in range(7):
            assert fetch_prepared("SELECT %(zahl)s::int + 1", {"zahl": number}) == [(number + 1,)]
        for number in range(7):
            assert fetch_prepared(b"SELECT %s::int + 2", [number]) == [(number + 2,)]
        found = prepared()
    assert {text: found[text] for text in found.keys() - before.keys()} == {
        "SELECT $1::int + 1": [7, 0],
        "SELECT $1::int + 2": [7, 0],
    }


def test_numbered_parameters_are_taken_as_they_stand(welt):
    assert fetch_numbered(b"SELECT $2::text, $1::int, $2::text || '%s'", [7, "a"]) == [("a", 7, "a%s")]


# NUL is the one sign no text in PostgreSQL can hold; half a pair of surrogates is no text.
TEXTE = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


def test_a_setting_begins_with_its_transaction_and_ends_with_it(welt):
    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(TEXTE)
    @example("'; SELECT set_config('app.mandant', '2', false); --")
    @example("\\'; COMMIT; --")
    def obeys(value: str) -> None:
        with transaction.atomic():
            begin_with({"app.absender": value, "app.mandant": "1"})
            assert fetch_prepared(READ, ()) == [(value, "1")]
        with transaction.atomic():
            assert fetch_prepared(READ, ()) in ([(None, None)], [("", "")])

    obeys()


def test_a_refusal_at_the_beginning_is_told_as_any_other(welt):
    with pytest.raises(ProgrammingError), transaction.atomic():
        begin_with({"app.": "1"})
    with transaction.atomic():
        begin_with({"app.mandant": "1"})
        assert fetch_prepared("SELECT 1", ()) == [(1,)]


def test_a_server_that_has_gone_is_told_as_by_any_other_statement(welt, als_superuser):
    pid = fetch_prepared("SELECT pg_backend_pid()", ())[0][0]
    als_superuser.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    with pytest.raises(OperationalError), transaction.atomic():
        begin_with({"app.mandant": "1"})
    connection.close()
    with transaction.atomic():
        begin_with({"app.mandant": "1"})
        assert fetch_prepared("SELECT current_setting('app.mandant')", ()) == [("1",)]


def test_an_error_without_a_code_is_of_a_server_that_has_gone(welt):
    """As the storm of kills finds it half of the time: the driver does not count the connection as closed yet."""
    connection.ensure_connection()
    with pytest.raises(OperationalError), connection.wrap_database_errors:
        raise error_of(connection.connection.pgconn.make_empty_result(ExecStatus.FATAL_ERROR))

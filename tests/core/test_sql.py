"""Statements of the hot path are prepared by the server, as they ask to be; the others are not."""

from django.db import connection, transaction

from ozgcloud.core.sql import fetch_prepared

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

"""Hand-written statements of the hot path, parsed and planned once per connection."""

from collections.abc import Mapping
from typing import Any, LiteralString

import psycopg
from django.db import connection


def fetch_prepared(statement: LiteralString, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Rows of a statement that is prepared on the server; parameters are typed there, so `NULL`s want a cast.

    Django's own cursors write the values into the text, which a large statement pays for with a new plan each time.
    Raises what Django's cursors raise.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        rows = cursor.execute(statement, values, prepare=True).fetchall()
    if connection.queries_logged:  # seen by those who count the questions of a page
        connection.queries_log.append({"sql": statement, "time": ""})
    return rows

"""Hand-written statements of the hot path, parsed and planned once per connection."""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString

import psycopg
from django.db import connection
from psycopg.types.datetime import TimestamptzLoader

Werte = Mapping[str, Any] | Sequence[Any]
OWN_CURSOR = "own_cursor"
"""Attribute of a driver's connection."""


def fetch_prepared(statement: LiteralString | bytes, values: Werte) -> list[tuple[Any, ...]]:
    """Rows of a statement that is prepared on the server; parameters are typed there, so `NULL`s want a cast.

    As bytes come statements that are put together from fixed pieces, of few shapes. Django's own cursors write the
    values into the text, which a large statement pays for with a new plan each time. Raises what those raise.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors:
        rows = _own_cursor(connection.connection).execute(statement, values, prepare=True).fetchall()
    _log(statement)
    return rows


def fetch_together(*statements: tuple[LiteralString, Werte]) -> list[tuple[Any, ...]]:
    """Rows of the last of some prepared statements that are a transaction by themselves and travel together: one way to
    the database and back, with the commit. Only outside of a transaction. Raises what Django's cursors raise.
    """
    connection.ensure_connection()
    raw = connection.connection
    with connection.wrap_database_errors, _cursor(raw) as cursor:
        try:
            with raw.pipeline():
                for statement, values in statements[:-1]:
                    psycopg.Cursor(raw).execute(statement, values, prepare=True)
                cursor.execute(*statements[-1], prepare=True)
            rows = cursor.fetchall()
        except (psycopg.Error, IndexError) as error:
            # A refusal at the commit leaves answers unread, or miscounted by the driver: nobody can use it any more.
            raw.close()
            connection.close()
            if isinstance(error, IndexError):
                raise psycopg.OperationalError(str(error)) from error
            raise
    _log(statements[-1][0])
    return rows


def _own_cursor(raw: "psycopg.Connection[Any]") -> "psycopg.Cursor[Any]":
    """The one a connection keeps for statements whose rows are taken at once: making it costs half as much as asking
    through it.
    """
    cursor: psycopg.Cursor[Any] | None = getattr(raw, OWN_CURSOR, None)
    if cursor is None:
        cursor = _cursor(raw)
        setattr(raw, OWN_CURSOR, cursor)
    return cursor


def _cursor(raw: "psycopg.Connection[Any]") -> "psycopg.Cursor[Any]":
    """One that reads points in time by the driver's compiled loader: Django's sets the zone in Python, value by value,
    to what the connection has already (UTC), and took a tenth of a page of the work list.
    """
    cursor = psycopg.Cursor(raw)
    cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
    return cursor


def _log(statement: LiteralString | bytes) -> None:
    """For those who count the questions of a page."""
    if connection.queries_logged:
        text = statement if isinstance(statement, str) else statement.decode()
        connection.queries_log.append({"sql": text, "time": ""})

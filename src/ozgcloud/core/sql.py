"""Hand-written statements of the hot path, parsed and planned once per connection."""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import DiagnosticField, ExecStatus
from psycopg.pq.abc import PGresult
from psycopg.sql import Literal
from psycopg.types.datetime import TimestamptzLoader

Werte = Mapping[str, Any] | Sequence[Any]
OWN_CURSORS = "own_cursors"
"""Attribute of a driver's connection: one of each kind."""


def fetch_prepared(statement: LiteralString | bytes, values: Werte) -> list[tuple[Any, ...]]:
    """Rows of a statement that is prepared on the server; parameters are typed there, so `NULL`s want a cast.

    As bytes come statements that are put together from fixed pieces, of few shapes. Django's own cursors write the
    values into the text, which a large statement pays for with a new plan each time. Raises what those raise.
    """
    return _fetch(psycopg.Cursor, statement, values)


def fetch_numbered(statement: bytes, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """`fetch_prepared` of a statement whose parameters are numbered already (`$1`), which the driver need not read: a
    long one would be read anew each time.
    """
    return _fetch(psycopg.RawCursor, statement, values)


def _fetch(kind: "type[psycopg.Cursor[Any]]", statement: LiteralString | bytes, values: Werte) -> list[tuple[Any, ...]]:
    # Looked up once: each look through Django's proxy is a way through the locals of the thread.
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    with database.wrap_database_errors:
        rows = _own_cursor(database.connection, kind).execute(statement, values, prepare=True).fetchall()
    _log(database, statement)
    return rows


def begin_with(settings: Mapping[str, str]) -> None:
    """Begin the transaction that Django has opened, with settings that end with it: one way to the database for what
    took one for BEGIN and one for each setting. Names are ours, values anybody's. Raises what Django's cursors raise.
    """
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    raw = database.connection
    with database.wrap_database_errors:
        local = (f"SET LOCAL {name} = {Literal(value).as_string(raw)}" for name, value in settings.items())
        answer = raw.pgconn.exec_("; ".join(("BEGIN", *local)).encode())
        if answer.status != ExecStatus.COMMAND_OK:
            raise error_of(answer)


def error_of(answer: PGresult) -> psycopg.Error:
    """The driver's error for an answer that is none. Without a code it is the library that speaks, of a server that has
    gone: whether the connection counts as closed by then is left to chance.
    """
    if answer.error_field(DiagnosticField.SQLSTATE) is None:
        return psycopg.OperationalError(answer.get_error_message())
    return psycopg.errors.error_from_result(answer)


def fetch_together(*statements: tuple[LiteralString, Werte]) -> list[tuple[Any, ...]]:
    """Rows of the last of some prepared statements that are a transaction by themselves and travel together: one way to
    the database and back, with the commit. Only outside of a transaction. Raises what Django's cursors raise.
    """
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    raw = database.connection
    with database.wrap_database_errors, _cursor(raw, psycopg.Cursor) as cursor:
        try:
            with raw.pipeline():
                for statement, values in statements[:-1]:
                    psycopg.Cursor(raw).execute(statement, values, prepare=True)
                cursor.execute(*statements[-1], prepare=True)
            rows = cursor.fetchall()
        except (psycopg.Error, IndexError) as error:
            # A refusal at the commit leaves answers unread, or miscounted by the driver: nobody can use it any more.
            raw.close()
            database.close()
            if isinstance(error, IndexError):
                raise psycopg.OperationalError(str(error)) from error
            raise
    _log(database, statements[-1][0])
    return rows


def _own_cursor(raw: "psycopg.Connection[Any]", kind: "type[psycopg.Cursor[Any]]") -> "psycopg.Cursor[Any]":
    """The one a connection keeps for statements whose rows are taken at once: making it costs half as much as asking
    through it.
    """
    own: dict[type, psycopg.Cursor[Any]] | None = getattr(raw, OWN_CURSORS, None)
    if own is None:
        own = {}
        setattr(raw, OWN_CURSORS, own)
    if kind not in own:
        own[kind] = _cursor(raw, kind)
    return own[kind]


def _cursor(raw: "psycopg.Connection[Any]", kind: "type[psycopg.Cursor[Any]]") -> "psycopg.Cursor[Any]":
    """One that reads points in time by the driver's compiled loader: Django's sets the zone in Python, value by value,
    to what the connection has already (UTC), and took a tenth of a page of the work list.
    """
    cursor = kind(raw)
    cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
    return cursor


def _log(database: BaseDatabaseWrapper, statement: LiteralString | bytes) -> None:
    """For those who count the questions of a page."""
    if database.queries_logged:
        text = statement if isinstance(statement, str) else statement.decode()
        database.queries_log.append({"sql": text, "time": ""})

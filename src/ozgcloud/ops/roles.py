"""Database roles of one cluster, made by its superuser, again and again the same.

    owner      owns the database and its tables; migrations only; may create databases (tests)
    app        web and worker; bound by row level security
    relay      reads the journal and moves the relay's cursor
    leitstand  roll-out and Anschlüsse of a Land, never cases
    monitor    plain numbers
    suche      owns the reviewed search functions; nobody can log in as it

None is superuser or bypasses row level security. `owner` is a member of `suche`, so
that a migration can hand a function over to it. Works on PostgreSQL 15 and later.

As a program it reads {"dsn": …, "passwords": {…}} from standard input: the
supervisor itself then needs no database driver in memory.
"""

from __future__ import annotations

import json
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

DATABASE = "ozgcloud"
LOGIN_ROLES = ("owner", "app", "relay", "leitstand", "monitor")
SUPERUSER = "postgres"
BOOTSTRAP_LOCK = 1
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin")
NO_POWERS = "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"

type_connection = psycopg.Connection[tuple[object, ...]]


def dsn_for(dsn: str, database: str) -> str:
    """The same server and user, another database."""
    parts = urlsplit(dsn)
    return urlunsplit(parts._replace(path=f"/{database}"))


def bootstrap_cluster(superuser_dsn: str, passwords: dict[str, str]) -> None:
    """Make roles, the database and its extensions; repeatable.

    `passwords` must name every role of LOGIN_ROLES. The extensions also go into
    template1, so that databases made by tests have them.
    """
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        # PostgreSQL refuses two changes of one role at once; the lock ends with the connection.
        connection.execute("SELECT pg_advisory_lock(%s)", (BOOTSTRAP_LOCK,))
        _make_roles(connection, passwords)
        _make_database(connection)
        for database in ("template1", DATABASE):
            with psycopg.connect(dsn_for(superuser_dsn, database), autocommit=True) as furnishing:
                _furnish(furnishing)


def _make_roles(connection: type_connection, passwords: dict[str, str]) -> None:
    existing = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
    for role in (*LOGIN_ROLES, "suche"):
        if role not in existing:
            connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
    for role in LOGIN_ROLES:
        # owner inherits suche, so that it may replace the functions it handed over.
        rights = "INHERIT CREATEDB" if role == "owner" else "NOINHERIT NOCREATEDB"
        connection.execute(
            sql.SQL("ALTER ROLE {} LOGIN {} {} PASSWORD {}").format(
                sql.Identifier(role),
                sql.SQL(rights),
                sql.SQL(NO_POWERS),
                sql.Literal(passwords[role]),
            )
        )
    connection.execute(sql.SQL("ALTER ROLE suche NOLOGIN NOINHERIT NOCREATEDB {}").format(sql.SQL(NO_POWERS)))
    connection.execute("GRANT suche TO owner")


def _make_database(connection: type_connection) -> None:
    known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,))
    name = sql.Identifier(DATABASE)
    if known.fetchone() is None:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER owner").format(name))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    connection.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.SQL(", ").join(map(sql.Identifier, LOGIN_ROLES)))
    )


def _furnish(connection: type_connection) -> None:
    for extension in EXTENSIONS:
        connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    # A function can only be given to a role that may create in its schema.
    connection.execute("GRANT USAGE, CREATE ON SCHEMA public TO owner, suche")


def main() -> None:
    """Read DSN and passwords from standard input and bootstrap that cluster."""
    order = json.load(sys.stdin)
    bootstrap_cluster(order["dsn"], order["passwords"])


if __name__ == "__main__":
    main()

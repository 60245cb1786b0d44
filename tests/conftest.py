"""A real PostgreSQL for every test that asks: a clone of one migrated template, connected as role `app`.

`OZG_TEST_SUPERUSER_DSN` names the server; `./ozg test` starts one. The template is built once per run as role `owner`;
a clone costs less than cleaning up, and no test sees another's rows. Its files are copied: writing each page to the log
first, as the server does unasked, takes three times as long.
"""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from pytest_django import DjangoDbBlocker

from ozgcloud.datenschema import queries as datenschema_queries
from ozgcloud.ops.roles import LOGIN_ROLES, bootstrap_cluster
from ozgcloud.settings.test import PASSWORD
from ozgcloud.uebung.uhr import forget_twins
from weltbank import _weltvorlage, als_superuser, welt

__all__ = ["_weltvorlage", "als_superuser", "welt"]

TEMPLATE = f"ozg_vorlage_{os.getpid()}"
_number = itertools.count()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with standards and data used as test material; skips loudly when it is not there."""
    path = Path(os.environ.get("OZG_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not path.is_dir():
        pytest.skip(f"Testdaten fehlen: {path} (OZG_SHARED setzen)")
    return path


@pytest.fixture(scope="session")
def superuser_dsn() -> str:
    """The server for this run; without one the database tests cannot run, and say so."""
    dsn = os.environ.get("OZG_TEST_SUPERUSER_DSN")
    if not dsn:
        pytest.fail("OZG_TEST_SUPERUSER_DSN fehlt. Bitte starten Sie die Prüfungen mit ./ozg test.")
    return dsn


def _execute(dsn: str, statement: str, name: str, other: str = "") -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name), sql.Identifier(other or name)))


def _point_to(database: str) -> None:
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = database


@pytest.fixture(scope="session")
def _template(superuser_dsn: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    bootstrap_cluster(superuser_dsn, dict.fromkeys(LOGIN_ROLES, PASSWORD))
    _execute(superuser_dsn, "CREATE DATABASE {} OWNER owner", TEMPLATE)
    _point_to(TEMPLATE)
    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0)
        _point_to(TEMPLATE)
    yield TEMPLATE
    _execute(superuser_dsn, "DROP DATABASE {} WITH (FORCE)", TEMPLATE)


@pytest.fixture
def db_ozg(superuser_dsn: str, _template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """An empty migrated database, policies on, connected as role `app`; yields its name."""
    name = f"ozg_pruefung_{os.getpid()}_{next(_number)}"
    _execute(superuser_dsn, "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy OWNER owner", name, _template)
    datenschema_queries.get_schema.cache_clear()
    forget_twins()
    _point_to(name)
    with django_db_blocker.unblock():
        yield name
        _point_to(name)
    _execute(superuser_dsn, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture
def as_superuser(superuser_dsn: str, db_ozg: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """The attacker who got hold of the server: no policy, no grant binds this connection."""
    with psycopg.connect(superuser_dsn, dbname=db_ozg, autocommit=True) as connection:
        yield connection

"""The small world as a template: built once per run, cloned for each test that asks."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from datenschema.proben import feld, xdf
from ozgcloud.datenschema import queries as datenschema_queries
from welt import Welt, make_welt

SCHEMA = xdf(
    feld("F1", name="Vornamen"),
    feld("F2", name="Familienname"),
    feld("F3", name="Straße"),
    feld("F4", name="Hausnummer"),
    feld("F5", name="Postleitzahl"),
    feld("F6", name="Ort"),
    feld("F7", "file", name="Nachweis"),
)
_number = itertools.count()


def _point_to(database: str) -> None:
    datenschema_queries.get_schema.cache_clear()
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = database


def _execute(dsn: str, statement: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture(scope="session")
def _weltvorlage(superuser_dsn: str, _template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[str, Welt]]:
    name = f"ozg_weltvorlage_{os.getpid()}"
    _execute(superuser_dsn, f"CREATE DATABASE {name} TEMPLATE {_template} STRATEGY file_copy OWNER owner")
    with django_db_blocker.unblock():
        _point_to(name)
        welt = make_welt(SCHEMA)
        _point_to(name)
    yield name, welt
    _execute(superuser_dsn, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def cloned(superuser_dsn: str, vorlage: str, blocker: DjangoDbBlocker) -> Iterator[str]:
    """A copy of a database, connected as role `app` until the block ends; gives its name."""
    name = f"ozg_welt_{os.getpid()}_{next(_number)}"
    _execute(superuser_dsn, f"CREATE DATABASE {name} TEMPLATE {vorlage} STRATEGY file_copy OWNER owner")
    with blocker.unblock():
        _point_to(name)
        yield name
        _point_to(name)
    _execute(superuser_dsn, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def welt(superuser_dsn: str, _weltvorlage: tuple[str, Welt], django_db_blocker: DjangoDbBlocker) -> Iterator[Welt]:
    """Two Mandanten, their people, one Online-Dienst without hold; nobody has applied yet. Connected as role `app`."""
    vorlage, welt = _weltvorlage
    with cloned(superuser_dsn, vorlage, django_db_blocker):
        yield welt


@pytest.fixture
def als_superuser(superuser_dsn: str, welt: Welt) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """The attacker who got hold of the server, on the database of `welt`."""
    with psycopg.connect(
        superuser_dsn, dbname=connections["default"].settings_dict["NAME"], autocommit=True
    ) as connection:
        yield connection

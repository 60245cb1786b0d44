"""Databases as templates, cloned for each test that asks; among them the small world, built once per run."""

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
from ozgcloud.uebung.uhr import forget_twins
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


def point_to(database: str) -> None:
    """Let all connections of the program lead there, and forget what was read elsewhere."""
    datenschema_queries.get_schema.cache_clear()
    forget_twins()
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = database


def execute(dsn: str, statement: str) -> None:
    """One statement of a superuser outside of transactions."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(statement)


@contextmanager
def cloned(superuser_dsn: str, vorlage: str) -> Iterator[str]:
    """A copy of a database, connected as role `app` until the block ends; gives its name.

    Its files are copied: writing each page to the log first, as the server does unasked, takes three times as long.
    """
    name = f"ozg_pruefung_{os.getpid()}_{next(_number)}"
    execute(superuser_dsn, f"CREATE DATABASE {name} TEMPLATE {vorlage} STRATEGY file_copy OWNER owner")
    point_to(name)
    yield name
    point_to(name)
    execute(superuser_dsn, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def _weltvorlage(superuser_dsn: str, _template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[str, Welt]]:
    with cloned(superuser_dsn, _template) as name:
        with django_db_blocker.unblock():
            welt = make_welt(SCHEMA)
        connections.close_all()
        yield name, welt


@pytest.fixture
def welt(superuser_dsn: str, _weltvorlage: tuple[str, Welt], django_db_blocker: DjangoDbBlocker) -> Iterator[Welt]:
    """Two Mandanten, their people, one Online-Dienst without hold; nobody has applied yet. Connected as role `app`."""
    vorlage, welt = _weltvorlage
    with cloned(superuser_dsn, vorlage), django_db_blocker.unblock():
        yield welt


@pytest.fixture
def als_superuser(superuser_dsn: str, welt: Welt) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """The attacker who got hold of the server, on the database of `welt`."""
    with psycopg.connect(
        superuser_dsn, dbname=connections["default"].settings_dict["NAME"], autocommit=True
    ) as connection:
        yield connection

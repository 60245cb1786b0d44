"""A clone shared by a whole file, for tests that roll back what they plant."""

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

NAME = f"ozg_katalog_{os.getpid()}"


@pytest.fixture(scope="module")
def katalogbank(superuser_dsn: str, _template: str) -> Iterator[str]:
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {NAME} TEMPLATE {_template} STRATEGY file_copy OWNER owner")
        yield NAME
        connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


@pytest.fixture
def katalogrolle(superuser_dsn: str, katalogbank: str) -> Iterator[psycopg.Connection[Any]]:
    """The superuser in one transaction that is never committed."""
    with psycopg.connect(superuser_dsn, dbname=katalogbank) as connection:
        yield connection
        connection.rollback()

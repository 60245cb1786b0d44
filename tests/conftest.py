"""A real PostgreSQL for every test that asks: a clone of one migrated template, connected as role `app`.

`OZG_TEST_SUPERUSER_DSN` names the server; `./ozg test` starts one. The template is built once per run as role `owner`;
a clone costs less than cleaning up, and no test sees another's rows.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from ozgcloud.ops.roles import LOGIN_ROLES, bootstrap_cluster
from ozgcloud.settings.test import PASSWORD
from weltbank import _weltvorlage, als_superuser, cloned, execute, point_to, welt

__all__ = ["_weltvorlage", "als_superuser", "welt"]

TEMPLATE = f"ozg_vorlage_{os.getpid()}"


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


@pytest.fixture(scope="session")
def _template(superuser_dsn: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    bootstrap_cluster(superuser_dsn, dict.fromkeys(LOGIN_ROLES, PASSWORD))
    execute(superuser_dsn, f"CREATE DATABASE {TEMPLATE} OWNER owner")
    point_to(TEMPLATE)
    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0)
        point_to(TEMPLATE)
    yield TEMPLATE
    execute(superuser_dsn, f"DROP DATABASE {TEMPLATE} WITH (FORCE)")


@pytest.fixture
def db_ozg(superuser_dsn: str, _template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """An empty migrated database, policies on, connected as role `app`; yields its name."""
    with cloned(superuser_dsn, _template) as name, django_db_blocker.unblock():
        yield name


@pytest.fixture
def as_superuser(superuser_dsn: str, db_ozg: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """The attacker who got hold of the server: no policy, no grant binds this connection."""
    with psycopg.connect(superuser_dsn, dbname=db_ozg, autocommit=True) as connection:
        yield connection

"""All places of Germany, imported once for a whole file by the commands an operator types."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from pytest_django import DjangoDbBlocker

from conftest import _point_to
from mandant.listen import importiere
from ozgcloud.mandant.models import Land

NAME = f"ozg_deutschland_{os.getpid()}"


@pytest.fixture(scope="module")
def _deutschland(
    superuser_dsn: str, _template: str, shared: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, str]]:
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {NAME} TEMPLATE {_template} STRATEGY file_copy OWNER owner")
    _point_to(NAME)
    with django_db_blocker.unblock():
        Land.objects.create(id=1, kuerzel="SH", name="Schleswig-Holstein")
        files = (
            ("sh", "gebiete", "gemeinden_sh.csv"),
            ("de", "gebiete", "gemeinden_de.csv"),
            ("plz", "plz", "plz_gemeinde_de.csv"),
        )
        yield {name: importiere(art, shared / "data" / file).aus for name, art, file in files}
        _point_to(NAME)
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


@pytest.fixture
def deutschland(_deutschland: dict[str, str], django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """The database with all places; yields what each import printed. Tests read, or leave it as they found it."""
    _point_to(NAME)
    with django_db_blocker.unblock():
        yield _deutschland

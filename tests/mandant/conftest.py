"""All places of Germany, imported once for a whole file by the commands an operator types."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from mandant.listen import importiere
from ozgcloud.mandant.models import Land
from weltbank import cloned, point_to


@pytest.fixture(scope="module")
def _deutschland(
    superuser_dsn: str, _template: str, shared: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, dict[str, str]]]:
    with cloned(superuser_dsn, _template) as name:
        with django_db_blocker.unblock():
            Land.objects.create(id=1, kuerzel="SH", name="Schleswig-Holstein")
            files = (
                ("sh", "gebiete", "gemeinden_sh.csv"),
                ("de", "gebiete", "gemeinden_de.csv"),
                ("plz", "plz", "plz_gemeinde_de.csv"),
            )
            printed = {kurz: importiere(art, shared / "data" / file).aus for kurz, art, file in files}
        yield name, printed


@pytest.fixture
def deutschland(
    _deutschland: tuple[str, dict[str, str]], django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, str]]:
    """The database with all places; yields what each import printed. Tests read, or leave it as they found it."""
    name, printed = _deutschland
    point_to(name)
    with django_db_blocker.unblock():
        yield printed

"""What our migrations are made of."""

import pytest
from django.db import NotSupportedError, connections, transaction
from django.db.migrations.loader import MigrationLoader

from ozgcloud.core.migration_operations import ReplaceIndexConcurrently

INDEX = "vorgang_ungelesen"
FOUND = """
SELECT c.relname, i.indisvalid, c.oid, pg_get_indexdef(c.oid) LIKE '%% INCLUDE (%%'
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relname IN (%s, %s)
"""


@pytest.fixture
def replace(welt):
    loader = MigrationLoader(connections["owner"])
    operations = loader.get_migration("vorgang", "0021_getragen").operations
    [operation] = [o for o in operations if isinstance(o, ReplaceIndexConcurrently) and o.index.name == INDEX]
    after, before = loader.project_state(), loader.project_state(("vorgang", "0020_suchwort"))

    def run(*, back: bool = False) -> None:
        to = before if back else after
        with connections["owner"].schema_editor(atomic=False) as editor:
            (operation.database_backwards if back else operation.database_forwards)("vorgang", editor, after, to)

    return run


def indexes():
    with connections["owner"].cursor() as cursor:
        cursor.execute(FOUND, [INDEX, f"{INDEX}_neu"])
        return cursor.fetchall()


def test_an_index_takes_the_place_of_the_old_one_also_after_an_interruption(replace):
    [(_, _, old, _)] = indexes()
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"CREATE INDEX {INDEX}_neu ON vorgang (id)")
    replace()
    [(name, is_valid, new, carries)] = indexes()
    assert (name, is_valid, carries) == (INDEX, True, True)
    assert new != old


def test_it_leads_back(replace):
    replace(back=True)
    assert [(name, is_valid, carries) for name, is_valid, _, carries in indexes()] == [(INDEX, True, False)]


def test_it_refuses_to_work_inside_a_transaction(replace):
    with pytest.raises(NotSupportedError), transaction.atomic(using="owner"):
        replace()

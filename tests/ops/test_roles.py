"""The roles of the cluster the tests run on, whatever its version."""

import os

import psycopg
import pytest

from ozgcloud.ops.roles import DATABASE, LOGIN_ROLES, bootstrap_cluster, dsn_for
from ozgcloud.settings.test import PASSWORD

DSN = os.environ.get("OZG_TEST_SUPERUSER_DSN", "")
pytestmark = pytest.mark.skipif(not DSN, reason="no OZG_TEST_SUPERUSER_DSN: run by ./ozg test")


def ask(query):
    with psycopg.connect(DSN) as connection:
        return connection.execute(query).fetchall()


def test_no_role_is_powerful():
    rows = ask("SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication FROM pg_roles")
    found = dict(rows)
    assert set(LOGIN_ROLES) | {"suche"} <= set(found)
    assert [name for name in (*LOGIN_ROLES, "suche") if found[name]] == []


def test_only_suche_cannot_log_in():
    found = dict(ask("SELECT rolname, rolcanlogin FROM pg_roles"))
    assert [role for role in (*LOGIN_ROLES, "suche") if not found[role]] == ["suche"]


def test_owner_can_hand_a_function_to_suche_and_replace_it():
    with psycopg.connect(dsn_for(DSN, DATABASE)) as connection:
        connection.execute("SET SESSION AUTHORIZATION owner")
        connection.execute("CREATE FUNCTION probe() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        connection.execute("ALTER FUNCTION probe() OWNER TO suche")
        connection.execute("CREATE OR REPLACE FUNCTION probe() RETURNS int LANGUAGE sql AS 'SELECT 2'")
        assert connection.execute("SELECT probe()").fetchone() == (2,)
        connection.rollback()


def test_bootstrap_is_repeatable():
    ours = "SELECT count(*) FROM pg_roles WHERE rolname NOT LIKE 'pruefrolle%'"
    before = ask(ours)
    bootstrap_cluster(DSN, dict.fromkeys(LOGIN_ROLES, PASSWORD))
    assert ask(ours) == before


def test_german_search_without_configuration():
    assert ask("SELECT to_tsvector('Anträge') @@ websearch_to_tsquery('Antrag')") == [(True,)]
    assert ask("SHOW server_encoding") == [("UTF8",)]

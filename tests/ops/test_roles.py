"""The roles of the cluster the tests run on, whatever its version."""

import json
import os
from pathlib import Path

import psycopg
import pytest

from ozgcloud.ops.roles import LOGIN_ROLES, SUPERUSER, bootstrap_cluster

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
    with psycopg.connect(os.environ["OZG_OWNER_DATABASE_URL"]) as connection:
        connection.execute("CREATE FUNCTION probe() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        connection.execute("ALTER FUNCTION probe() OWNER TO suche")
        connection.execute("CREATE OR REPLACE FUNCTION probe() RETURNS int LANGUAGE sql AS 'SELECT 2'")
        assert connection.execute("SELECT probe()").fetchone() == (2,)
        connection.rollback()


def test_bootstrap_is_repeatable():
    secrets = json.loads((Path(os.environ["OZG_DATA_DIR"]) / "rollen.json").read_text())
    before = ask("SELECT count(*) FROM pg_roles")
    bootstrap_cluster(DSN, {role: secrets[role] for role in (*LOGIN_ROLES, SUPERUSER)})
    assert ask("SELECT count(*) FROM pg_roles") == before


def test_german_search_without_configuration():
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        found = connection.execute("SELECT to_tsvector('Anträge') @@ websearch_to_tsquery('Antrag')").fetchone()
        assert found == (True,)
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)

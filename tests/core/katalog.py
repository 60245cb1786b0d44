"""Checks over the catalogue of a database, as its superuser; findings, so a test can plant a gap."""

from collections.abc import Collection
from typing import Any

import psycopg

Connection = psycopg.Connection[Any]

TABLES = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1
"""
COLUMNS = """
SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'
"""
POLICIES = """
SELECT tablename, policyname, roles::text[], cmd, qual, with_check FROM pg_policies WHERE schemaname = 'public'
    AND permissive = 'PERMISSIVE'
"""
FOREIGN_KEYS = """
SELECT c.conrelid::regclass::text, f.relname,
    ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = c.conrelid AND attnum = ANY (c.conkey)),
    ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = c.confrelid AND attnum = ANY (c.confkey))
FROM pg_constraint c JOIN pg_class f ON f.oid = c.confrelid WHERE c.contype = 'f'
"""
VIEWS = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('v', 'm')
  AND NOT (c.relkind = 'v' AND coalesce(c.reloptions::text, '') LIKE '%security_invoker=true%')
"""
DEFINERS = """
SELECT p.proname, r.rolname, coalesce(p.proconfig::text, '') FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_roles r ON r.oid = p.proowner
WHERE n.nspname = 'public' AND p.prosecdef ORDER BY 1
"""
UNIQUE_INDEXES = """
SELECT t.relname, i.relname,
    ARRAY(SELECT a.attname::text FROM unnest(x.indkey) WITH ORDINALITY k (num, place)
          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.num ORDER BY place)
FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname = 'public' AND x.indisunique AND NOT x.indisprimary
"""
# The tenant is compared whatever else opens a row, never with a constant and never with OR around it.
TENANT = "mandant_id = (NULLIF(current_setting('app.mandant'::text, true), ''::text))::integer"
POINTERS = {"zugewiesen_an": "person", "erlassen_von": "person", "gruppe_id": "organisationseinheit"}
POINTERS |= dict.fromkeys(("erledigt_von", "beendet_von"), "person") | {"fuehrend_id": "vorgang"}
POINTERS |= dict.fromkeys(("von_einheit", "nach_einheit"), "organisationseinheit")
POINTERS |= {"vertretung_id": "person", "eltern_id": "organisationseinheit"}


def tables(connection: Connection) -> dict[str, bool]:
    """Table → whether a policy is enabled and forced."""
    return dict(connection.execute(TABLES).fetchall())


def columns(connection: Connection) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(COLUMNS).fetchall():
        found.setdefault(table, {})[column] = kind
    return found


def tenant_tables(connection: Connection) -> set[str]:
    return {table for table, names in columns(connection).items() if "mandant_id" in names}


def unforced(connection: Connection, exempt: set[str]) -> list[str]:
    """Tables with a Mandant whose policy does not bind everybody."""
    forced = tables(connection)
    return sorted(table for table in tenant_tables(connection) if not forced.get(table) and table not in exempt)


def unwalled(connection: Connection, known: set[str]) -> list[str]:
    """Tables without any policy that nobody has given a reason for."""
    return sorted(table for table, is_forced in tables(connection).items() if not is_forced and table not in known)


def odd_policies(
    connection: Connection,
    public: Collection[str] = (),
    of_the_land: Collection[str] = (),
    counted: Collection[str] = (),
) -> list[str]:
    """The policy that binds everybody is one per table, for all verbs, with equal USING and WITH CHECK.

    Role `app` may read all rows of `public` tables, role `leitstand` write its Land's rows of those `of_the_land`, role
    `relay` write all rows of those `counted`.
    """
    findings, seen = [], {}
    known = [(["app"], "SELECT", table) for table in public] + [(["relay"], "ALL", table) for table in counted]
    for table, name, roles, command, using, check in connection.execute(POLICIES).fetchall():
        if roles == ["public"]:
            seen[table] = seen.get(table, 0) + 1
            findings += [f"{table}.{name}: nur für {command}"] if command != "ALL" else []
            findings += [f"{table}.{name}: USING und WITH CHECK verschieden"] if using != check else []
        elif (roles, command, table) in known:
            continue
        elif (roles, command) == (["leitstand"], "ALL") and table in of_the_land:
            findings += (
                [] if "app.land" in using and using == check else [f"{table}.{name}: nicht auf ein Land begrenzt"]
            )
        elif "app" in roles or "owner" in roles:
            findings.append(f"{table}.{name}: eigene Policy für {roles}")
        elif command not in ("SELECT", "DELETE"):
            findings.append(f"{table}.{name}: {roles} darf {command}")
    forced = [table for table, is_forced in tables(connection).items() if is_forced]
    return findings + [f"{t}: {seen.get(t, 0)} allgemeine Policies" for t in forced if seen.get(t, 0) != 1]


def plain_references(connection: Connection, exempt: set[tuple[str, str]]) -> list[str]:
    """Columns of tables with a Mandant that point to a tenant table without the composite constraint."""
    walls = tenant_tables(connection)
    keys = {
        (table, tuple(sorted(own)), target)
        for table, target, own, theirs in connection.execute(FOREIGN_KEYS).fetchall()
        if set(theirs) == {"mandant_id", "id"}
    }
    findings = []
    for table in sorted(walls):
        for column in sorted(columns(connection)[table]):
            target = POINTERS.get(column, column.removesuffix("_id"))
            if column == "mandant_id" or target not in walls or (table, column) in exempt:
                continue
            if (table, tuple(sorted(("mandant_id", column))), target) not in keys:
                findings.append(f"{table}.{column} → {target}")
    return findings


def single_references(connection: Connection) -> list[str]:
    """Plain foreign keys into tenant tables: their check would accept another Mandant's row."""
    walls = tenant_tables(connection)
    rows = connection.execute(FOREIGN_KEYS).fetchall()
    return [f"{table}{own} → {target}" for table, target, own, _ in rows if target in walls and "mandant_id" not in own]


def wide_uniques(connection: Connection) -> list[str]:
    """Unique constraints of tenant tables that span all Mandanten; they tell one Mandant what another one has."""
    walls = tenant_tables(connection)
    rows = connection.execute(UNIQUE_INDEXES).fetchall()
    return sorted(name for table, name, own in rows if table in walls and own and own[0] != "mandant_id")


def views(connection: Connection) -> list[str]:
    return [row[0] for row in connection.execute(VIEWS).fetchall()]


def definers(connection: Connection) -> dict[str, tuple[str, str]]:
    """SECURITY DEFINER functions → (owner, settings)."""
    return {name: (owner, settings) for name, owner, settings in connection.execute(DEFINERS).fetchall()}

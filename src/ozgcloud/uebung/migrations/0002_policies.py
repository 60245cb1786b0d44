"""Wall off the state of twins, and the one function that may delete cases: those of the open twin."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations import RunSQL

from ozgcloud.core.migration_operations import ForceTenancy

# Owned by role `owner`, whom the forced policies bind like everybody: it sees the rows of `app.mandant` and no others.
# What hangs on cases is found in the catalogue: tables with a column vorgang_id, and whatever refers to one of those.
EMPTY = """
CREATE FUNCTION uebung_leeren() RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    m int := nullif(current_setting('app.mandant', true), '')::int;
    t text;
    n bigint;
    total bigint := 0;
BEGIN
    IF NOT EXISTS (SELECT FROM public.mandant WHERE id = m AND uebung_von_id IS NOT NULL) THEN
        RAISE EXCEPTION 'Nur ein Übungsmandant lässt sich leeren.';
    END IF;
    FOR t IN
        WITH RECURSIVE walled AS (
            SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
            WHERE s.nspname = 'public' AND c.relkind = 'r' AND c.relforcerowsecurity
              AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'mandant_id')
        ), hanging AS (
            SELECT w.oid, w.relname FROM walled w
            WHERE w.relname IN ('vorgang', 'datei')
               OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = w.oid AND a.attname = 'vorgang_id')
            UNION
            SELECT w.oid, w.relname FROM walled w
            JOIN pg_constraint k ON k.contype = 'f' AND k.conrelid = w.oid
            JOIN hanging h ON h.oid = k.confrelid
        )
        SELECT relname FROM hanging WHERE relname NOT IN ('ereignis', 'kette', 'eingangsregister') ORDER BY relname
    LOOP
        EXECUTE format('DELETE FROM public.%I WHERE mandant_id = $1', t) USING m;
        GET DIAGNOSTICS n = ROW_COUNT;
        total := total + n;
    END LOOP;
    RETURN total;
END $$;
REVOKE ALL ON FUNCTION uebung_leeren() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uebung_leeren() TO app;
"""


class Migration(migrations.Migration):
    """Wall off the state of twins, and the one function that may delete cases: those of the open twin."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("uebung", "0001_initial"), ("vorgang", "0002_policies")]

    operations: ClassVar[list[RunSQL]] = [
        ForceTenancy("uebungsstand"),
        RunSQL(EMPTY, "DROP FUNCTION uebung_leeren()"),
    ]

"""The words of each Mandant, kept by the database itself, and a search that turns a beginning into whole words.

For the beginning of a word the index of the words brings together every case of all Mandanten in which a word begins
so, before it looks at the second word. Whole words it walks side by side and skips: a quarter of the time.
A row with the empty word says that the words of a Mandant are complete; until then everything is as before.

No word is unique: two cases that bring it at the same moment write it twice, because the second one would have to wait
until the transaction of the first has ended, and an import waits for all older ones.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from ozgcloud.core.migration_operations import ForceTenancy, RolePolicy

FRUEHER = import_module("ozgcloud.vorgang.migrations.0017_suche_selten").FUNCTION
# Signs divide what is kept as they divide what is typed, so an e-mail address or a day is found by its parts.
ALS_WORTE = """
CREATE FUNCTION als_worte(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(t, '-/._,:;@+?=&#~', '              ');
"""
NICHT_EINZIG = """
ALTER TABLE suchwort DROP CONSTRAINT suchwort_pkey;
CREATE INDEX suchwort_wort ON suchwort (mandant_id, wort);
"""
# Words that begin with a figure (':' follows on '9') are hardly ever shared, and few begin alike.
MERKEN = """
CREATE FUNCTION suchwort_merken() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    -- Who clears words away holds this lock alone: no word may go that a case brings just now.
    PERFORM pg_advisory_xact_lock_shared(hashtext('suchwort'), n.mandant_id)
    FROM (SELECT DISTINCT mandant_id FROM neu) n;
    INSERT INTO suchwort (mandant_id, wort)
    SELECT w.mandant_id, w.wort
    FROM (
        SELECT DISTINCT n.mandant_id, u.wort COLLATE "C" AS wort FROM neu n, unnest(tsvector_to_array(n.worte)) AS u (wort)
        WHERE u.wort COLLATE "C" >= ':'
    ) w
    WHERE NOT EXISTS (SELECT FROM suchwort s WHERE s.mandant_id = w.mandant_id AND s.wort = w.wort);
    RETURN NULL;
END
$$;
CREATE TRIGGER suchwort_neu AFTER INSERT ON vorgangssuche
    REFERENCING NEW TABLE AS neu FOR EACH STATEMENT EXECUTE FUNCTION suchwort_merken();
CREATE TRIGGER suchwort_anders AFTER UPDATE ON vorgangssuche
    REFERENCING NEW TABLE AS neu FOR EACH STATEMENT EXECUTE FUNCTION suchwort_merken();
"""
VERGESSEN = """
DROP TRIGGER suchwort_neu ON vorgangssuche;
DROP TRIGGER suchwort_anders ON vorgangssuche;
DROP FUNCTION suchwort_merken;
"""
# More words than a hundred behind a beginning cost more than the beginning itself.
GENAU = """
CREATE FUNCTION suche_genau(begriff tsquery) RETURNS tsquery
    LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET jit = off AS $$
DECLARE
    m int := nullif(current_setting('app.mandant', true), '')::int;
    ausdruck text := begriff::text;
    beginn text;
    formen text;
    anzahl bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM suchwort WHERE mandant_id = m AND wort = '') THEN
        RETURN begriff;
    END IF;
    FOR beginn IN
        SELECT DISTINCT t[1] FROM regexp_matches(ausdruck, $r$'([^'\\\\]+)':\\*$r$, 'g') AS t
        WHERE t[1] COLLATE "C" >= ':'
    LOOP
        SELECT count(*), string_agg('''' || replace(replace(w.wort, '\\', '\\\\'), '''', '''''') || '''', ' | ')
        INTO anzahl, formen
        FROM (
            SELECT DISTINCT s.wort FROM suchwort s
            WHERE s.mandant_id = m AND s.wort >= beginn AND s.wort < beginn || chr(1114111) LIMIT 101
        ) w;
        IF anzahl BETWEEN 1 AND 100 THEN
            ausdruck := replace(ausdruck, '''' || beginn || ''':*', '(' || formen || ')');
        END IF;
    END LOOP;
    RETURN ausdruck::tsquery;
END
$$;
"""
HINTEN = """        RETURN QUERY
        WITH treffer AS"""
assert FRUEHER.count(HINTEN) == 2, "the third step of both directions"
FUNCTION = FRUEHER.replace(HINTEN, "        begriff := suche_genau(begriff);\n" + HINTEN)


class Migration(migrations.Migration):
    """Keep the words of each Mandant, and search whole words where a beginning stands for few."""

    dependencies = [("vorgang", "0019_seltenes"), ("mandant", "0002_policies")]

    operations = [
        migrations.CreateModel(
            name="Suchwort",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "mandant", "wort", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("wort", models.TextField(db_collation="C")),
                (
                    "mandant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="mandant.mandant",
                    ),
                ),
            ],
            options={"db_table": "suchwort"},
        ),
        migrations.RunSQL(NICHT_EINZIG, migrations.RunSQL.noop),
        ForceTenancy("suchwort"),
        RolePolicy("suchwort", "suche", "mandant_id, wort"),
        migrations.RunSQL(ALS_WORTE, "DROP FUNCTION als_worte"),
        migrations.RunSQL(MERKEN, VERGESSEN),
        migrations.RunSQL(GENAU, "DROP FUNCTION suche_genau"),
        migrations.RunSQL(FUNCTION, FRUEHER),
    ]

"""A mark that changes with the rules, so that an answer may be remembered until then.

The function runs as `owner`: those who may change rules need no right on the mark. A transaction sets it once (what it
remembers of that ends with it, or with the savepoint); one that finds the row held by another takes the next or adds
one, so that changes at the same time never wait for each other.
"""

from typing import ClassVar

from django.db import migrations, models

import ozgcloud.core.types

RENEW = """
CREATE FUNCTION regelstand_erneuern() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp
AS $$
BEGIN
    IF current_setting('app.regelstand', true) = 'neu' THEN
        RETURN NULL;
    END IF;
    PERFORM set_config('app.regelstand', 'neu', true);
    UPDATE regelstand SET stand = gen_random_uuid()
    WHERE id = (SELECT id FROM regelstand ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);
    IF NOT FOUND THEN
        INSERT INTO regelstand (id, stand) VALUES (gen_random_uuid(), gen_random_uuid());
    END IF;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION regelstand_erneuern() FROM PUBLIC;
INSERT INTO regelstand (id, stand) VALUES (gen_random_uuid(), gen_random_uuid());
"""
TRIGGER = """
CREATE TRIGGER regelstand AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION regelstand_erneuern();
"""
TABLES = ("zustaendigkeitsregel", "vollzugsebene")


class Migration(migrations.Migration):
    """A mark that changes with the rules."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("zustaendigkeit", "0006_leitstand")]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.CreateModel(
            name="Regelstand",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ozgcloud.core.types.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("stand", models.UUIDField()),
            ],
            options={"db_table": "regelstand"},
        ),
        migrations.RunSQL(RENEW, "DROP FUNCTION regelstand_erneuern()"),
        *(migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER regelstand ON {table}") for table in TABLES),
    ]

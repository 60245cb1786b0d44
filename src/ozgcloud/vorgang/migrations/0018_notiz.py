"""A note can be named together with its Mandant: the index `bearbeitung` needed becomes a constraint of the model."""

from django.db import migrations, models

# The index is there already where `bearbeitung.0003` came first; from here on that one finds this.
INDEX = "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS notiz_mandant_id ON notiz (mandant_id, id)"
CONSTRAINT = "ALTER TABLE notiz ADD CONSTRAINT notiz_mandant_id UNIQUE USING INDEX notiz_mandant_id"


class Migration(migrations.Migration):
    """A note can be named together with its Mandant; no row is read under a lock."""

    atomic = False

    dependencies = [("vorgang", "0017_suche_selten")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(INDEX, migrations.RunSQL.noop),
                migrations.RunSQL(CONSTRAINT, "ALTER TABLE notiz DROP CONSTRAINT notiz_mandant_id"),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="notiz",
                    constraint=models.UniqueConstraint(fields=("mandant", "id"), name="notiz_mandant_id"),
                )
            ],
        )
    ]

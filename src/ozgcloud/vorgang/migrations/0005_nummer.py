"""A Vorgangsnummer stands once, beside what remains at an office that handed the case over."""

from django.db import migrations, models

INDEX = """
CREATE UNIQUE INDEX CONCURRENTLY vorgang_nummer ON vorgang (vorgangsnummer) WHERE NOT (status = 'Weitergeleitet')
"""


class Migration(migrations.Migration):
    """A Vorgangsnummer stands once, beside what remains at an office that handed the case over."""

    atomic = False

    dependencies = [("vorgang", "0004_abgabe")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(INDEX, "DROP INDEX vorgang_nummer")],
            state_operations=[
                migrations.AddConstraint(
                    model_name="vorgang",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "Weitergeleitet"), _negated=True),
                        fields=("vorgangsnummer",),
                        name="vorgang_nummer",
                    ),
                )
            ],
        ),
        migrations.AlterField(model_name="vorgang", name="vorgangsnummer", field=models.TextField()),
    ]

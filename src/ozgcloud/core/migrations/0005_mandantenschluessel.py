"""Keys of a Mandant, and what is known about the last check of a file for malware."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

import ozgcloud.core.clock
import ozgcloud.core.types
from ozgcloud.core.migration_operations import ForceTenancy

SCAN = ("ungeprueft", "sauber", "befund", "eigen")
KNOWN = "ALTER TABLE datei DROP CONSTRAINT datei_scan, ADD CONSTRAINT datei_scan CHECK (scan IN ({})) NOT VALID"


class Migration(migrations.Migration):
    """Keys of a Mandant, and what is known about the last check of a file for malware."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("core", "0004_kette_beginnen"),
        ("mandant", "0001_initial"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Mandantenschluessel",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ozgcloud.core.types.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("nummer", models.IntegerField()),
                ("geheimnis", models.BinaryField()),
                ("erstellt_am", models.DateTimeField(default=ozgcloud.core.clock.now)),
                ("vernichtet_am", models.DateTimeField(null=True)),
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
            options={"db_table": "mandantenschluessel"},
        ),
        migrations.AddConstraint(
            model_name="mandantenschluessel",
            constraint=models.UniqueConstraint(fields=("mandant", "nummer"), name="mandantenschluessel_nummer"),
        ),
        ForceTenancy("mandantenschluessel"),
        migrations.AddField("datei", "geprueft_am", models.DateTimeField(null=True)),
        migrations.AddField("datei", "geprueft_mit", models.TextField(db_default="", default="")),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    KNOWN.format(", ".join(f"'{name}'" for name in SCAN)),
                    KNOWN.format("'ungeprueft', 'sauber', 'befund'"),
                ),
                migrations.RunSQL("ALTER TABLE datei VALIDATE CONSTRAINT datei_scan", migrations.RunSQL.noop),
            ],
            state_operations=[
                migrations.RemoveConstraint("datei", "datei_scan"),
                migrations.AlterField(
                    "datei",
                    "scan",
                    models.TextField(
                        choices=[
                            ("ungeprueft", "nicht auf Schadsoftware geprüft"),
                            ("sauber", "geprüft, unauffällig"),
                            ("befund", "Schadsoftware gefunden"),
                            ("eigen", "von uns erstellt"),
                        ],
                        default="ungeprueft",
                    ),
                ),
                migrations.AddConstraint(
                    "datei",
                    models.CheckConstraint(
                        condition=models.Q(scan__in=["ungeprueft", "sauber", "befund", "eigen"]), name="datei_scan"
                    ),
                ),
            ],
        ),
    ]

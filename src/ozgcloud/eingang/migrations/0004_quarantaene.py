"""Reasons why somebody must look at an accepted Antrag, walled off like every tenant table."""

import django.db.models.deletion
from django.db import migrations, models

import ozgcloud.core.clock
import ozgcloud.core.types
from ozgcloud.core.migration_operations import LAND, CompositeForeignKey, ForceTenancy

ARTEN = ("ungeprueft", "schadsoftware", "ungueltig", "doppelt", "unzustellbar")
MASSNAHMEN = ("uebernommen", "verworfen", "abgegeben", "geprueft", "geloescht", "abgeschlossen")
# Operators of the Land count entries by kind and age; they learn neither case nor reason.
COUNTED = "mandant_id, art, seit, erledigt_am"


class Migration(migrations.Migration):
    """Reasons why somebody must look at an accepted Antrag, walled off like every tenant table."""

    dependencies = [("eingang", "0003_policies"), ("core", "0003_policies"), ("mandant", "0002_policies")]

    operations = [
        migrations.CreateModel(
            name="Quarantaene",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ozgcloud.core.types.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("vorgang_id", models.UUIDField()),
                ("art", models.TextField(choices=[(art, art) for art in ARTEN])),
                ("grund", models.TextField()),
                ("einzelheiten", models.JSONField(default=dict)),
                ("datei_id", models.UUIDField(null=True)),
                ("gegen_vorgang_id", models.UUIDField(null=True)),
                ("seit", models.DateTimeField(default=ozgcloud.core.clock.now)),
                ("angefordert_am", models.DateTimeField(null=True)),
                ("erledigt_am", models.DateTimeField(null=True)),
                ("massnahme", models.TextField(choices=[(one, one) for one in MASSNAHMEN], default="")),
                ("person_id", models.UUIDField(null=True)),
                ("begruendung", models.TextField(default="")),
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
            options={
                "db_table": "quarantaene",
                "indexes": [
                    models.Index(
                        condition=models.Q(("erledigt_am", None)),
                        fields=["mandant", "seit", "id"],
                        name="quarantaene_offen",
                    ),
                    models.Index(fields=["mandant", "vorgang_id"], name="quarantaene_vorgang"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("art__in", list(ARTEN))), name="quarantaene_art"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("erledigt_am", None), ("massnahme", "")),
                            models.Q(("erledigt_am__isnull", False), ("massnahme__in", list(MASSNAHMEN))),
                            _connector="OR",
                        ),
                        name="quarantaene_massnahme",
                    ),
                ],
            },
        ),
        ForceTenancy("quarantaene"),
        CompositeForeignKey("quarantaene", "datei_id", "datei"),
        CompositeForeignKey("quarantaene", "person_id", "person"),
        migrations.RunSQL(
            f"CREATE POLICY leitstand ON quarantaene FOR SELECT TO leitstand USING ({LAND});"
            f"CREATE POLICY leitstand_land ON quarantaene AS RESTRICTIVE TO leitstand USING ({LAND});"
            f"GRANT SELECT ({COUNTED}) ON quarantaene TO leitstand;",
            "DROP POLICY leitstand ON quarantaene; DROP POLICY leitstand_land ON quarantaene;"
            "REVOKE ALL ON quarantaene FROM leitstand;",
        ),
    ]

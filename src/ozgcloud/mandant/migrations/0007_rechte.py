"""A tree of Organisationseinheiten, Rollen that reach down it, more Rollen, and who stands in for whom."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from ozgcloud.core.types import new_id

ROLLEN = [
    "VERWALTUNG_USER",
    "VERWALTUNG_POSTSTELLE",
    "VERWALTUNG_LOESCHEN",
    "EINHEITLICHER_ANSPRECHPARTNER",
    "ADMIN_ADMIN",
    "DATENBEAUFTRAGUNG",
    "DATENSCHUTZ",
    "LEITSTAND",
]


class Migration(migrations.Migration):
    """A tree of Organisationseinheiten, Rollen that reach down it, more Rollen, and who stands in for whom."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("mandant", "0006_mandant_gebiete")]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.AddField(
            "organisationseinheit",
            "eltern",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="mandant.organisationseinheit",
            ),
        ),
        migrations.AddField("organisationseinheit", "geschlossen_am", models.DateField(null=True)),
        migrations.AddConstraint(
            "organisationseinheit",
            models.CheckConstraint(
                condition=models.Q(eltern=None) | ~models.Q(eltern=models.F("id")), name="organisationseinheit_eltern"
            ),
        ),
        migrations.AddField("personrolle", "mit_untergeordneten", models.BooleanField(default=False, db_default=False)),
        migrations.AlterField("personrolle", "rolle", models.TextField(choices=[(rolle, rolle) for rolle in ROLLEN])),
        migrations.RemoveConstraint("personrolle", "person_rolle_rolle"),
        migrations.AddConstraint(
            "personrolle",
            models.CheckConstraint(condition=models.Q(rolle__in=ROLLEN), name="person_rolle_rolle"),
        ),
        migrations.CreateModel(
            name="Abwesenheit",
            fields=[
                ("id", models.UUIDField(default=new_id, editable=False, primary_key=True, serialize=False)),
                ("von", models.DateField()),
                ("bis", models.DateField()),
                (
                    "mandant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="mandant.mandant",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="mandant.person",
                    ),
                ),
                (
                    "vertretung",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="mandant.person",
                    ),
                ),
            ],
            options={"db_table": "abwesenheit"},
        ),
        migrations.AddConstraint(
            "abwesenheit", models.UniqueConstraint(fields=("mandant", "id"), name="abwesenheit_mandant_id")
        ),
        migrations.AddConstraint(
            "abwesenheit",
            models.CheckConstraint(condition=models.Q(bis__gte=models.F("von")), name="abwesenheit_zeitraum"),
        ),
        migrations.AddConstraint(
            "abwesenheit",
            models.CheckConstraint(
                condition=models.Q(vertretung=None) | ~models.Q(vertretung=models.F("person")),
                name="abwesenheit_vertretung",
            ),
        ),
        migrations.AddIndex(
            "abwesenheit", models.Index(fields=("mandant", "person", "bis"), name="abwesenheit_person")
        ),
    ]

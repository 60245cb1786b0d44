"""Tables of the work on a case."""

import django.db.models.deletion
from django.db import migrations, models

import ozgcloud.core.clock
import ozgcloud.core.types


class Migration(migrations.Migration):
    """Tables of the work on a case."""

    initial = True

    dependencies = [
        ("core", "0005_mandantenschluessel"),
        ("mandant", "0008_rechte_policies"),
        ("vorgang", "0010_marken_geprueft"),
    ]

    operations = [
        migrations.CreateModel(
            name="Loeschvormerkung",
            fields=[
                (
                    "vorgang",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="vorgang.vorgang",
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("seit", models.DateTimeField(default=ozgcloud.core.clock.now)),
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
                "db_table": "loeschvormerkung",
            },
        ),
        migrations.CreateModel(
            name="Abschluss",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ozgcloud.core.types.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("erstellt_am", models.DateTimeField(default=ozgcloud.core.clock.now)),
                (
                    "grund",
                    models.TextField(
                        choices=[
                            ("ohne-bescheid", "ohne-bescheid"),
                            ("zurueckgezogen", "zurueckgezogen"),
                            ("dublette", "dublette"),
                        ]
                    ),
                ),
                ("begruendung", models.TextField(default="")),
                (
                    "von_status",
                    models.TextField(
                        choices=[
                            ("Neu", "Neu"),
                            ("Angenommen", "Angenommen"),
                            ("In Bearbeitung", "In Bearbeitung"),
                            ("Beschieden", "Beschieden"),
                            ("Abgeschlossen", "Abgeschlossen"),
                            ("Verworfen", "Verworfen"),
                            ("Weitergeleitet", "Weitergeleitet"),
                            ("Zu löschen", "Zu löschen"),
                        ]
                    ),
                ),
                ("person_id", models.UUIDField(null=True)),
                ("aufgehoben_am", models.DateTimeField(null=True)),
                ("mitgeteilt_am", models.DateTimeField(null=True)),
                (
                    "fuehrend",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vorgang.vorgang",
                    ),
                ),
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
                    "vorgang",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vorgang.vorgang",
                    ),
                ),
            ],
            options={
                "db_table": "abschluss",
                "indexes": [models.Index(fields=["mandant", "vorgang"], name="abschluss_fall")],
            },
        ),
        migrations.CreateModel(
            name="Arbeitsvorlage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ozgcloud.core.types.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("leistung_schluessel", models.CharField(max_length=14)),
                ("punkte", models.JSONField(default=list)),
                ("fristen", models.JSONField(default=list)),
                ("version", models.IntegerField(default=1)),
                ("geaendert_am", models.DateTimeField(default=ozgcloud.core.clock.now)),
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
                "db_table": "arbeitsvorlage",
                "constraints": [
                    models.UniqueConstraint(fields=("mandant", "leistung_schluessel"), name="arbeitsvorlage_leistung")
                ],
            },
        ),
        migrations.CreateModel(
            name="Checkpunkt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ozgcloud.core.types.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("erstellt_am", models.DateTimeField(default=ozgcloud.core.clock.now)),
                ("nummer", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("aus_vorlage", models.BooleanField(default=False)),
                ("erledigt_am", models.DateTimeField(null=True)),
                ("erledigt_von", models.UUIDField(null=True)),
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
                    "vorgang",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vorgang.vorgang",
                    ),
                ),
            ],
            options={
                "db_table": "checkpunkt",
                "constraints": [
                    models.UniqueConstraint(fields=("mandant", "vorgang", "nummer"), name="checkpunkt_nummer")
                ],
            },
        ),
        migrations.CreateModel(
            name="Frist",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ozgcloud.core.types.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("erstellt_am", models.DateTimeField(default=ozgcloud.core.clock.now)),
                (
                    "art",
                    models.TextField(
                        choices=[
                            ("eigen", "eigen"),
                            ("genehmigungsfiktion", "genehmigungsfiktion"),
                            ("untaetigkeit", "untaetigkeit"),
                            ("anhoerung", "anhoerung"),
                            ("unterlagen", "unterlagen"),
                        ]
                    ),
                ),
                ("bezeichnung", models.TextField()),
                ("rechtsgrundlage", models.TextField()),
                ("folge", models.TextField(default="")),
                ("beginn", models.DateField()),
                ("ende", models.DateField()),
                ("person_id", models.UUIDField(null=True)),
                ("beendet_am", models.DateTimeField(null=True)),
                ("beendet_von", models.UUIDField(null=True)),
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
                    "vorgang",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vorgang.vorgang",
                    ),
                ),
            ],
            options={
                "db_table": "vorgangsfrist",
                "indexes": [models.Index(fields=["mandant", "vorgang", "ende"], name="vorgangsfrist_fall")],
            },
        ),
        migrations.CreateModel(
            name="Notizangabe",
            fields=[
                ("notiz_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "art",
                    models.TextField(
                        choices=[
                            ("vermerk", "vermerk"),
                            ("telefonat", "telefonat"),
                            ("besuch", "besuch"),
                            ("ortstermin", "ortstermin"),
                            ("beratung", "beratung"),
                            ("post", "post"),
                        ]
                    ),
                ),
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
                    "vorgang",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vorgang.vorgang",
                    ),
                ),
            ],
            options={
                "db_table": "notizangabe",
                "indexes": [models.Index(fields=["mandant", "vorgang"], name="notizangabe_fall")],
            },
        ),
        migrations.CreateModel(
            name="Notizdatei",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ozgcloud.core.types.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("erstellt_am", models.DateTimeField(default=ozgcloud.core.clock.now)),
                ("notiz_id", models.UUIDField()),
                (
                    "datei",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.datei",
                    ),
                ),
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
                    "vorgang",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vorgang.vorgang",
                    ),
                ),
            ],
            options={
                "db_table": "notizdatei",
                "indexes": [models.Index(fields=["mandant", "vorgang"], name="notizdatei_fall")],
            },
        ),
        migrations.CreateModel(
            name="Schlagwort",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ozgcloud.core.types.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("wort", models.TextField()),
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
                "db_table": "schlagwort",
                "constraints": [models.UniqueConstraint(fields=("mandant", "wort"), name="schlagwort_einmal")],
            },
        ),
        migrations.CreateModel(
            name="Weitergabe",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ozgcloud.core.types.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("erstellt_am", models.DateTimeField(default=ozgcloud.core.clock.now)),
                ("von_einheit", models.UUIDField(null=True)),
                ("nach_einheit", models.UUIDField()),
                ("begruendung", models.TextField()),
                ("person_id", models.UUIDField(null=True)),
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
                    "vorgang",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vorgang.vorgang",
                    ),
                ),
            ],
            options={
                "db_table": "weitergabe",
                "indexes": [models.Index(fields=["mandant", "vorgang"], name="weitergabe_fall")],
            },
        ),
        migrations.CreateModel(
            name="Wiedervorlage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ozgcloud.core.types.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("erstellt_am", models.DateTimeField(default=ozgcloud.core.clock.now)),
                ("betreff", models.TextField()),
                ("faellig_am", models.DateField()),
                (
                    "wiederholung",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("woechentlich", "woechentlich"),
                            ("monatlich", "monatlich"),
                            ("vierteljaehrlich", "vierteljaehrlich"),
                            ("jaehrlich", "jaehrlich"),
                        ],
                        default="",
                    ),
                ),
                ("person_id", models.UUIDField(null=True)),
                ("erledigt_am", models.DateTimeField(null=True)),
                ("erledigt_von", models.UUIDField(null=True)),
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
                    "vorgang",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vorgang.vorgang",
                    ),
                ),
            ],
            options={
                "db_table": "wiedervorlage",
                "indexes": [models.Index(fields=["mandant", "vorgang", "faellig_am"], name="wiedervorlage_fall")],
            },
        ),
    ]

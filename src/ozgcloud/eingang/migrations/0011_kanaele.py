"""All ways an Antrag comes in are named, not only the first three."""

from typing import ClassVar

from django.db import migrations, models

KANAELE = [
    ("portal", "Serviceportal"),
    ("api", "Schnittstelle"),
    ("papier", "Papier"),
    ("vorsprache", "Vorsprache"),
    ("telefon", "Telefon"),
    ("email", "E-Mail"),
]


class Migration(migrations.Migration):
    """All ways an Antrag comes in are named, not only the first three."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("eingang", "0010_mandant")]

    operations: ClassVar[list[migrations.AlterField]] = [
        migrations.AlterField("eingang", "kanal", models.TextField(choices=KANAELE)),
    ]

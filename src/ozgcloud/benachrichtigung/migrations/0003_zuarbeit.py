"""One more kind of news: another office asks for Zuarbeit."""

from typing import ClassVar

from django.db import migrations, models

NEUIGKEITEN = [(art, art) for art in ("vorgang", "zuweisung", "nachricht", "zuarbeit")]


class Migration(migrations.Migration):
    """One more kind of news: another office asks for Zuarbeit."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("benachrichtigung", "0002_policies")]

    operations: ClassVar[list[migrations.AlterField]] = [
        migrations.AlterField("hinweis", "art", models.TextField(choices=NEUIGKEITEN)),
    ]

"""Kinds and files of notes belong to a note of the same Mandant."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey


class Migration(migrations.Migration):
    """Kinds and files of notes belong to a note of the same Mandant."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("bearbeitung", "0003_notiz_schluessel")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        CompositeForeignKey("notizangabe", "notiz_id", "notiz"),
        CompositeForeignKey("notizdatei", "notiz_id", "notiz"),
    ]

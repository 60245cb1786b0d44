"""Cases, their Eingang and their access name rows of their own Mandant only."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey


class Migration(migrations.Migration):
    """Cases, their Eingang and their access name rows of their own Mandant only."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("vorgang", "0002_policies"),
        ("mandant", "0002_policies"),
        ("eingang", "0003_policies"),
    ]

    operations: ClassVar[list[migrations.RunSQL]] = [
        CompositeForeignKey("eingang", "vorgang_id", "vorgang"),
        CompositeForeignKey("zugang", "vorgang_id", "vorgang"),
        CompositeForeignKey("vorgang", "organisationseinheit_id", "organisationseinheit"),
        CompositeForeignKey("vorgang", "zugewiesen_an", "person"),
        CompositeForeignKey("notiz", "person_id", "person"),
        CompositeForeignKey("entscheidung", "person_id", "person"),
    ]

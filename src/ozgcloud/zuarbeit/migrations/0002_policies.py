"""Wall off Zuarbeiten; each side names cases, people, offices and files of its own Mandant only."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy


class Migration(migrations.Migration):
    """Wall off Zuarbeiten; each side names cases, people, offices and files of its own Mandant only."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("zuarbeit", "0001_initial"),
        ("vorgang", "0002_policies"),
        ("mandant", "0002_policies"),
    ]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("zuarbeit"),
        ForceTenancy("zuarbeit_beitrag"),
        ForceTenancy("zuarbeit_datei"),
        CompositeForeignKey("zuarbeit", "vorgang_id", "vorgang"),
        CompositeForeignKey("zuarbeit", "einheit_id", "organisationseinheit"),
        CompositeForeignKey("zuarbeit", "person_id", "person"),
        CompositeForeignKey("zuarbeit_beitrag", "zuarbeit_id", "zuarbeit"),
        CompositeForeignKey("zuarbeit_beitrag", "person_id", "person"),
        CompositeForeignKey("zuarbeit_datei", "zuarbeit_id", "zuarbeit"),
        CompositeForeignKey("zuarbeit_datei", "beitrag_id", "zuarbeit_beitrag"),
        CompositeForeignKey("zuarbeit_datei", "datei_id", "datei"),
    ]

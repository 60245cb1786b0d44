"""Wall off absences; the tree of Organisationseinheiten stays inside its Mandant."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy


class Migration(migrations.Migration):
    """Wall off absences; the tree of Organisationseinheiten stays inside its Mandant."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("mandant", "0007_rechte")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("abwesenheit"),
        CompositeForeignKey("abwesenheit", "person_id", "person"),
        CompositeForeignKey("abwesenheit", "vertretung_id", "person"),
        CompositeForeignKey("organisationseinheit", "eltern_id", "organisationseinheit"),
    ]

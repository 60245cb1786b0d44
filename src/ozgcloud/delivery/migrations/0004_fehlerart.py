"""Keep what kind of error it was, which operators of the Land may know."""

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep what kind of error it was, which operators of the Land may know."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("delivery", "0003_policies")]

    operations: ClassVar[list[Any]] = [
        migrations.AddField(model_name="delivery", name="fehlerart", field=models.TextField(db_default="", default="")),
        migrations.RunSQL(
            "GRANT SELECT (fehlerart) ON delivery TO leitstand", "REVOKE SELECT (fehlerart) ON delivery FROM leitstand"
        ),
    ]

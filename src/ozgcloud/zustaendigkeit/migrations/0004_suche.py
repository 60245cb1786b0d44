"""Find rules by the beginnings of both keys, and list them by place, without stopping those who work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Find rules by the beginnings of both keys, and list them by place, without stopping those who work."""

    atomic = False

    dependencies = [("zustaendigkeit", "0003_vorschlag")]

    operations = [
        AddIndexConcurrently(
            model_name="zustaendigkeitsregel",
            index=models.Index(
                condition=models.Q(("ersetzt_am", None)),
                fields=["leistung_praefix", "ars_praefix"],
                name="zustaendigkeitsregel_suche",
            ),
        ),
        AddIndexConcurrently(
            model_name="zustaendigkeitsregel",
            index=models.Index(
                condition=models.Q(("ersetzt_am", None)),
                fields=["ars_praefix", "leistung_praefix", "id"],
                name="zustaendigkeitsregel_liste",
            ),
        ),
    ]

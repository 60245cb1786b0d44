"""What a foreign form says, as a hash, to find what came twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """What a foreign form says, as a hash, to find what came twice."""

    dependencies = [("eingang", "0004_quarantaene")]

    operations = [
        migrations.AddField(
            model_name="eingang", name="inhalt_sha256", field=models.TextField(db_default="", default="")
        ),
    ]

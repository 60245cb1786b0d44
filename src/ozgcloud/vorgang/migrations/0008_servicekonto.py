"""The account a citizen used at the sender, beside his name: erasable with it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The account a citizen used at the sender, beside his name: erasable with it."""

    dependencies = [("vorgang", "0007_quarantaene")]

    operations = [
        migrations.AddField(
            model_name="vorgangsdaten",
            name="servicekonto",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
    ]

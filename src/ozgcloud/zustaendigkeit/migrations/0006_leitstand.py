"""Three kinds of events, and no others, may be read by the operators of the Land."""

from typing import ClassVar

from django.db import migrations

EVENTS = "'VorgangOpened', 'VorgangForwarded', 'RegelSuggested'"


class Migration(migrations.Migration):
    """Three kinds of events, and no others, may be read by the operators of the Land."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("zustaendigkeit", "0005_policies"),
        ("rollout", "0004_journal"),
    ]

    operations: ClassVar[list[migrations.RunSQL]] = [
        # Also inside a Mandant's scope, where the general policy would show all of its events.
        migrations.RunSQL(
            "CREATE POLICY leitstand_lesen ON ereignis AS RESTRICTIVE FOR SELECT TO leitstand"
            f" USING (typ IN ({EVENTS}))",
            "DROP POLICY leitstand_lesen ON ereignis",
        ),
    ]

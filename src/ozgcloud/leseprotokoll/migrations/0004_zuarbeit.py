"""Find the reading of Zuarbeiten in the journal along the same indexes, which are made anew beside the old ones."""

from typing import ClassVar

from django.db import migrations

FRUEHER = "WHERE typ IN ('VorgangRead', 'DateiRead')"
LESEN = "WHERE typ IN ('VorgangRead', 'DateiRead', 'ZuarbeitRead')"
SPALTEN = {"": "mandant_id, erstellt_am DESC, id DESC", "_person": "mandant_id, akteur_id, erstellt_am DESC, id DESC"}


def _make(name: str, columns: str, condition: str) -> str:
    return f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name} ON ereignis ({columns}) {condition}"


def _drop(name: str) -> str:
    return f"DROP INDEX CONCURRENTLY IF EXISTS {name}"


class Migration(migrations.Migration):
    """Find the reading of Zuarbeiten in the journal along the same indexes."""

    atomic = False

    dependencies: ClassVar[list[tuple[str, str]]] = [("leseprotokoll", "0003_journal")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        *(
            migrations.RunSQL(_make(f"ereignis_gelesen{name}", columns, LESEN), _drop(f"ereignis_gelesen{name}"))
            for name, columns in SPALTEN.items()
        ),
        *(
            migrations.RunSQL(_drop(f"ereignis_lesen{name}"), _make(f"ereignis_lesen{name}", columns, FRUEHER))
            for name, columns in SPALTEN.items()
        ),
    ]

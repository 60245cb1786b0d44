"""Indexes for every combination the work list offers."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

NEUESTE = ("-created_at", "-id")
EINHEIT, ZUGEWIESEN = "organisationseinheit_id", "zugewiesen_an"
FRIST = models.Q(frist_am__isnull=False)
WIEDERVORLAGE = models.Q(wiedervorlage_am__isnull=False)
UNGELESEN = models.Q(ungelesen=True)
OFFENE = models.Q(zugewiesen_an=None, status__in=("Neu", "Angenommen", "In Bearbeitung"))
NEW = {
    "vorgang_leistung": (("leistung_schluessel", *NEUESTE), None),
    "vorgang_offen": ((EINHEIT, *NEUESTE), OFFENE),
    "vorgang_gruppe": (("gruppe_id", *NEUESTE), models.Q(gruppe_id__isnull=False)),
    "vorgang_meine": ((ZUGEWIESEN, *NEUESTE), models.Q(zugewiesen_an__isnull=False)),
    "vorgang_ungelesen": ((EINHEIT, *NEUESTE), UNGELESEN),
    "vorgang_ungelesen_alle": (NEUESTE, UNGELESEN),
    "vorgang_frist": ((EINHEIT, "frist_am", "id"), FRIST),
    "vorgang_frist_alle": (("frist_am", "id"), FRIST),
    "vorgang_meine_frist": ((ZUGEWIESEN, "frist_am", "id"), FRIST),
    "vorgang_wiedervorlage": ((EINHEIT, "wiedervorlage_am", "id"), WIEDERVORLAGE),
    "vorgang_wiedervorlage_alle": (("wiedervorlage_am", "id"), WIEDERVORLAGE),
    "vorgang_meine_wiedervorlage": ((ZUGEWIESEN, "wiedervorlage_am", "id"), WIEDERVORLAGE),
}


class Migration(migrations.Migration):
    """Indexes for every combination the work list offers."""

    atomic = False

    dependencies = [("vorgang", "0010_marken_geprueft")]

    operations = [
        *(
            AddIndexConcurrently(
                model_name="vorgang",
                index=models.Index(fields=("mandant", *fields), name=name, condition=condition),
            )
            for name, (fields, condition) in NEW.items()
        ),
        RemoveIndexConcurrently(model_name="vorgang", name="vorgang_meine_liste"),
    ]

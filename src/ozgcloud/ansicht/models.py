"""Records of saved views and chosen columns."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.mandant.models import Person


class Ansicht(MandantModel):
    """A filter of the work list (its query string) under a name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_constraint=False, related_name="+", db_index=False)
    name = models.TextField()
    abfrage = models.TextField()
    geteilt = models.BooleanField(default=False)
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant person", person="name abfrage", sache="geteilt erstellt_am"
    )

    class Meta:
        db_table = "ansicht"
        constraints = (models.UniqueConstraint(fields=("mandant", "person", "name"), name="ansicht_name"),)

    def __str__(self) -> str:
        return str(self.id)


class Spaltenwahl(MandantModel):
    """The columns of one person, by key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_constraint=False, related_name="+", db_index=False)
    spalten = ArrayField(models.TextField())

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id mandant person", sache="spalten")

    class Meta:
        db_table = "spaltenwahl"
        constraints = (models.UniqueConstraint(fields=("mandant", "person"), name="spaltenwahl_person"),)

    def __str__(self) -> str:
        return str(self.id)

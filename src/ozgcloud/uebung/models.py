"""What a practice Mandant remembers of itself."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id


class Uebungsstand(MandantModel):
    """How many seconds the clock of the twin runs ahead, and the seed of its next invented case. One row per twin."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    versatz_sekunden = models.BigIntegerField(default=0)
    saat = models.IntegerField(default=1)
    geaendert_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant", sache="versatz_sekunden saat geaendert_am"
    )

    class Meta:
        db_table = "uebungsstand"
        constraints = (
            models.UniqueConstraint(fields=("mandant",), name="uebungsstand_einer"),
            models.CheckConstraint(condition=models.Q(versatz_sekunden__gte=0), name="uebungsstand_nur_voraus"),
        )

    def __str__(self) -> str:
        return f"{self.mandant_id} +{self.versatz_sekunden} s"

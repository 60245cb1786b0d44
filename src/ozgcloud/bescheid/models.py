"""Records of the Bescheid."""

from typing import ClassVar

from django.db import models

from ozgcloud.bescheid.rules import BescheidStatus
from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.models import Datei
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.vorgang.models import Entscheidung, Vorgang


class Bescheid(MandantModel):
    """A Bescheid from draft to delivery. `erlass` counts how often it was issued (an issue may be taken back).

    `bereitstellung_ab` is the end of the hold; `vorlage` names the template version it was rendered with.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    entscheidung = models.ForeignKey(Entscheidung, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    status = models.TextField(
        choices=[(s.value, s.value) for s in BescheidStatus], default=BescheidStatus.ENTWURF.value
    )
    ergebnis = models.TextField()
    tenor = models.TextField()
    begruendung = models.TextField(default="")
    nebenbestimmungen = models.TextField(default="")
    gebuehr = models.TextField(default="")
    vorlage = models.TextField(default="")
    erlass = models.PositiveSmallIntegerField(default=0)
    erlassen_von = models.UUIDField(null=True)
    erlassen_am = models.DateTimeField(null=True)
    bereitstellung_ab = models.DateTimeField(null=True, db_column="zustellung_ab")
    bereitgestellt_am = models.DateTimeField(null=True)
    datei = models.ForeignKey(Datei, null=True, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang entscheidung erlassen_von datei",
        person="tenor begruendung nebenbestimmungen",
        sache="status ergebnis gebuehr vorlage erlass erlassen_am bereitstellung_ab bereitgestellt_am erstellt_am",
    )

    class Meta:
        db_table = "bescheid"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="bescheid_mandant_id"),
            models.UniqueConstraint(fields=("mandant", "entscheidung"), name="bescheid_mandant_entscheidung"),
            models.CheckConstraint(
                condition=models.Q(status__in=[s.value for s in BescheidStatus]), name="bescheid_status"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

"""Records of who is competent for which Leistung where."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.types import new_id


class Zustaendigkeitsregel(models.Model):
    """One dated rule: (Leistung key prefix, ARS prefix) → (Mandant, Organisationseinheit). A public fact, hence global.

    `organisationseinheit_id` lies behind the Mandant's wall, so its name is kept here as `stelle`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.IntegerField(default=1)
    leistung_praefix = models.CharField(max_length=14)
    ars_praefix = models.CharField(max_length=12)
    mandant = models.ForeignKey("mandant.Mandant", on_delete=models.PROTECT, related_name="+")
    organisationseinheit_id = models.UUIDField(null=True)
    stelle = models.TextField()
    gueltig_von = models.DateField()
    gueltig_bis = models.DateField(null=True)
    uebung = models.BooleanField(default=False)
    quelle = models.TextField(default="")

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant organisationseinheit_id leistung_praefix ars_praefix",
        sache="version stelle gueltig_von gueltig_bis uebung quelle",
    )

    class Meta:
        db_table = "zustaendigkeitsregel"

    def __str__(self) -> str:
        return f"{self.leistung_praefix} × {self.ars_praefix}"

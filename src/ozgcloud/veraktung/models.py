"""Records of files handed to the e-Akte."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.vorgang.models import Vorgang


class Akte(MandantModel):
    """The receipt of one delivery to the DMS: where the package lies, its size in bytes and SHA-256."""

    vorgang = models.OneToOneField(
        Vorgang, on_delete=models.CASCADE, primary_key=True, db_constraint=False, related_name="+"
    )
    schluessel = models.UUIDField()
    ort = models.TextField()
    sha256 = models.CharField(max_length=64)
    groesse = models.BigIntegerField()
    veraktet_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="vorgang mandant schluessel sha256", sache="ort groesse veraktet_am"
    )

    class Meta:
        db_table = "akte"

    def __str__(self) -> str:
        return self.ort

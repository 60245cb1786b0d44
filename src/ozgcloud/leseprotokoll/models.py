"""Records of how often a case was opened."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id


class Lesezaehler(MandantModel):
    """How often one party has opened one case, and by which Rolle last; only role `relay` writes it.

    `vorgang_id` has no key: it is counted after the fact, when the case may be gone already.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang_id = models.UUIDField()
    akteur_art = models.TextField()
    akteur_id = models.TextField()
    rolle = models.TextField(default="", db_default="")
    anzahl = models.IntegerField(default=0)
    zuletzt_am = models.DateTimeField()

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang_id akteur_id", sache="anzahl zuletzt_am", technik="akteur_art rolle"
    )

    class Meta:
        db_table = "lesezaehler"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "vorgang_id", "akteur_id"), name="lesezaehler_einmal"),
        )

    def __str__(self) -> str:
        return str(self.id)

"""Records of Anträge being typed in; their answers lie in the draft."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.eingang.rules import KANALNAMEN


class Erfassung(MandantModel):
    """One Antrag on its way from paper to case. `ziel_mandant` and `ziel_vorgang_id` are where it went.

    That may be another Verwaltung, the competent one, so nothing here leads into it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    kanal = models.TextField(choices=[(kanal.value, name) for kanal, name in KANALNAMEN.items()])
    eingangsdatum = models.DateField()
    titel = models.TextField()
    vorgangsnummer = models.TextField(default="")
    ziel_mandant = models.ForeignKey(
        "mandant.Mandant", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ziel_vorgang_id = models.UUIDField(null=True)
    erstellt_am = models.DateTimeField(default=now)
    angelegt_am = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant person_id vorgangsnummer ziel_mandant ziel_vorgang_id",
        sache="kanal eingangsdatum titel erstellt_am angelegt_am",
    )

    class Meta:
        db_table = "erfassung"
        constraints = (models.UniqueConstraint(fields=("mandant", "id"), name="erfassung_mandant_id"),)
        indexes = (models.Index(fields=("mandant", "person_id", "-erstellt_am"), name="erfassung_meine"),)

    def __str__(self) -> str:
        return str(self.id)

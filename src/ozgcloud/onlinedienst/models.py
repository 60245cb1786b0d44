"""Records of Leistungen made usable online."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.types import new_id


class Phase(models.TextChoices):
    """Release states; citizens reach `freigegeben` only, `test` runs in practice Mandanten."""

    ENTWURF = "entwurf", "Entwurf"
    TEST = "test", "Test"
    FREIGEGEBEN = "freigegeben", "freigegeben"
    ABGEKUENDIGT = "abgekuendigt", "abgekündigt"


class Onlinedienst(models.Model):
    """One central Online-Dienst: a Leistung, a Datenschema, and the texts of its Bescheid; frozen once released.

    `bescheid` holds the template parameters: betreff, tenor_bewilligt, tenor_abgelehnt, rechtsgrundlagen (list),
    gebuehr.
    `haltezeit_minuten` is how long an issued Bescheid may be taken back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kennung = models.SlugField(max_length=80, unique=True)
    leistung = models.ForeignKey("leistung.Leistung", on_delete=models.PROTECT, related_name="+")
    datenschema = models.ForeignKey("datenschema.Datenschema", on_delete=models.PROTECT, related_name="+")
    titel = models.TextField()
    version = models.IntegerField(default=1)
    phase = models.TextField(choices=Phase.choices, default=Phase.ENTWURF)
    antragsteller_pfade = models.JSONField(default=list)
    bescheid = models.JSONField(default=dict)
    haltezeit_minuten = models.PositiveSmallIntegerField(default=10)
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id kennung leistung datenschema",
        sache="titel version phase antragsteller_pfade bescheid haltezeit_minuten erstellt_am",
    )

    class Meta:
        db_table = "onlinedienst"
        constraints = (models.CheckConstraint(condition=models.Q(phase__in=Phase.values), name="onlinedienst_phase"),)

    def __str__(self) -> str:
        return self.titel

    @property
    def ist_uebung(self) -> bool:
        """Runs in practice Mandanten only."""
        return self.phase == Phase.TEST

"""Records of Stapel and of how far somebody's Auszüge reach."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.stapel.rules import Befund, Stand


class Stapel(MandantModel):
    """One action over many cases, as it was asked for.

    `auswahl` is the frozen filter and how far it has been read (empty for ticked cases); it is emptied when the list is
    collected, because it may hold a name that was searched for. The counters are those of the finished portions.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    aktion = models.TextField()
    parameter = models.JSONField(default=dict)
    auswahl = models.JSONField(default=dict)
    stand = models.TextField(choices=[(s.value, s.value) for s in Stand])
    gesamt = models.IntegerField(default=0)
    erledigt = models.IntegerField(default=0)
    unveraendert = models.IntegerField(default=0)
    misslungen = models.IntegerField(default=0)
    ruecknahme_von = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, db_constraint=False, related_name="+", db_index=False
    )
    erstellt_am = models.DateTimeField(default=now)
    fertig_am = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant person_id ruecknahme_von",
        person="parameter auswahl",
        sache="aktion stand gesamt erledigt unveraendert misslungen erstellt_am fertig_am",
    )

    class Meta:
        db_table = "stapel"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="stapel_mandant_id"),
            models.UniqueConstraint(
                fields=("mandant", "ruecknahme_von"),
                condition=models.Q(ruecknahme_von__isnull=False),
                name="stapel_ruecknahme_einmal",
            ),
            models.CheckConstraint(condition=models.Q(stand__in=[s.value for s in Stand]), name="stapel_stand"),
        )
        indexes = (models.Index(fields=("mandant", "person_id", "-erstellt_am", "-id"), name="stapel_meine"),)

    def __str__(self) -> str:
        return f"{self.aktion} {self.id}"


class Stapelposten(MandantModel):
    """One case of a Stapel and what became of it.

    `vorher` is what an undo puts back. `version` is that of the case after the change; in a Stapel that takes another
    one back, until it is done, the version the case must still have.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    stapel = models.ForeignKey(Stapel, on_delete=models.CASCADE, db_constraint=False, related_name="+", db_index=False)
    vorgang = models.ForeignKey(
        "vorgang.Vorgang", on_delete=models.CASCADE, db_constraint=False, related_name="+", db_index=False
    )
    nummer = models.IntegerField()
    befund = models.TextField(choices=[(b.value, b.value) for b in Befund], default=Befund.OFFEN.value)
    grund = models.TextField(default="")
    vorher = models.JSONField(default=dict)
    version = models.IntegerField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant stapel vorgang", sache="nummer befund grund version", person="vorher"
    )

    class Meta:
        db_table = "stapelposten"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "stapel", "vorgang"), name="stapelposten_einmal"),
            models.UniqueConstraint(fields=("mandant", "stapel", "nummer"), name="stapelposten_nummer"),
            models.CheckConstraint(condition=models.Q(befund__in=[b.value for b in Befund]), name="stapelposten_wert"),
        )
        indexes = (
            models.Index(fields=("mandant", "stapel", "befund", "nummer"), name="stapelposten_befund"),
            models.Index(fields=("mandant", "vorgang"), name="stapelposten_vorgang"),
        )

    def __str__(self) -> str:
        return f"{self.nummer}: {self.befund}"


class Auszugsstand(MandantModel):
    """Up to when (receipt in this house) a person has taken a list out; `auswahl` is the fingerprint of its filter."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    auswahl = models.CharField(max_length=64)
    bis = models.DateTimeField()
    anzahl = models.IntegerField()
    am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant person_id auswahl", sache="bis anzahl am"
    )

    class Meta:
        db_table = "auszugsstand"
        constraints = (models.UniqueConstraint(fields=("mandant", "person_id", "auswahl"), name="auszugsstand_einmal"),)

    def __str__(self) -> str:
        return f"{self.auswahl[:8]} {self.bis}"

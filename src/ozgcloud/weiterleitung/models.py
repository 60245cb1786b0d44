"""What was there before a case came here: lines, stations and files; append-only, erased with the case."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.models import Datei
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.weiterleitung.rules import Zeilenart


class Vorgeschichte(MandantModel):
    """One line of what happened at another office; `wer` is a kind of actor, never a name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang = models.ForeignKey(Vorgang, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    nummer = models.IntegerField()
    art = models.TextField(choices=[(a.value, a.value) for a in Zeilenart])
    zeit = models.DateTimeField()
    verwaltung = models.TextField()
    wer = models.TextField()
    text = models.TextField()

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang", person="text", sache="nummer art zeit verwaltung wer"
    )

    class Meta:
        db_table = "vorgeschichte"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "vorgang", "nummer"), name="vorgeschichte_nummer"),
            models.CheckConstraint(condition=models.Q(art__in=[a.value for a in Zeilenart]), name="vorgeschichte_art"),
        )

    def __str__(self) -> str:
        return f"{self.vorgang_id} {self.nummer}"


class Station(MandantModel):
    """An office the case was at before, and its id there; the page leads to it only inside the own Mandant."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang = models.ForeignKey(Vorgang, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    dort_mandant = models.ForeignKey("mandant.Mandant", on_delete=models.PROTECT, related_name="+", db_index=False)
    dort_vorgang_id = models.UUIDField()
    verwaltung = models.TextField()
    seit = models.DateTimeField()

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang dort_mandant dort_vorgang_id", sache="verwaltung seit"
    )

    class Meta:
        db_table = "vorgang_station"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "vorgang", "dort_vorgang_id"), name="vorgang_station_einmal"),
        )
        indexes = (models.Index(fields=("mandant", "dort_vorgang_id"), name="vorgang_station_dort"),)

    def __str__(self) -> str:
        return f"{self.vorgang_id} {self.verwaltung}"


class Vordatei(MandantModel):
    """A file that came along with the Vorgeschichte."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang = models.ForeignKey(Vorgang, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    datei = models.ForeignKey(Datei, on_delete=models.PROTECT, db_constraint=False, related_name="+")

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id mandant vorgang datei")

    class Meta:
        db_table = "vorgeschichte_datei"

    def __str__(self) -> str:
        return str(self.id)


class Ausfuhr(MandantModel):
    """An export package that somebody took out of the house: for whom, what for, its SHA-256 and size in bytes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang = models.ForeignKey(Vorgang, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    person_id = models.UUIDField()
    empfaenger = models.TextField()
    zweck = models.TextField()
    sha256 = models.CharField(max_length=64)
    groesse = models.BigIntegerField()
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang person_id sha256", person="empfaenger zweck", sache="groesse erstellt_am"
    )

    class Meta:
        db_table = "ausfuhr"

    def __str__(self) -> str:
        return str(self.id)

"""Records of Länder, Mandanten and their connections."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id


class Land(models.Model):
    """A German Land this installation serves."""

    id = models.SmallIntegerField(primary_key=True)
    kuerzel = models.CharField(max_length=2, unique=True)
    name = models.TextField()

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id kuerzel", sache="name")

    class Meta:
        db_table = "land"

    def __str__(self) -> str:
        return self.name


class MandantArt(models.TextChoices):
    """What kind of Verwaltung a Mandant is; `clearing` receives what cannot be routed."""

    AMT = "amt", "Amt"
    GEMEINDE = "gemeinde", "amtsfreie Gemeinde"
    STADT = "stadt", "kreisfreie Stadt"
    KREIS = "kreis", "Kreis"
    LAND = "land", "Landesbehörde"
    KAMMER = "kammer", "Kammer"
    CLEARING = "clearing", "Clearingstelle"


class Mandant(models.Model):
    """A Verwaltung: a managed list, never derived from a regional key. `uebung_von` marks a practice twin.

    `gebiete` are the Regionalschlüssel of its area, what it is competent for unless a rule says otherwise.
    """

    id = models.IntegerField(primary_key=True)
    land = models.ForeignKey(Land, on_delete=models.PROTECT, related_name="+")
    kurz = models.SlugField(unique=True)
    name = models.TextField()
    art = models.TextField(choices=MandantArt.choices)
    uebung_von = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    strasse = models.TextField(default="")
    plz = models.CharField(max_length=5, default="")
    ort = models.TextField(default="")
    telefon = models.TextField(default="")
    email = models.TextField(default="")
    gebiete = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    aktiv_ab = models.DateField(null=True)
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id land kurz uebung_von gebiete",
        sache="name art strasse plz ort telefon email aktiv_ab erstellt_am",
    )

    class Meta:
        db_table = "mandant"
        constraints = (
            models.CheckConstraint(condition=models.Q(art__in=MandantArt.values), name="mandant_art"),
            models.UniqueConstraint(
                fields=("land",), condition=models.Q(art="clearing"), name="mandant_ein_clearing_je_land"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Anschluss(MandantModel):
    """Which adapter a Mandant uses for a port, with its options (checked where `flow.wiring` builds it)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    port = models.TextField()
    adapter = models.TextField()
    optionen = models.JSONField(default=dict)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant", sache="port adapter", geheim="optionen"
    )

    class Meta:
        db_table = "anschluss"
        constraints = (models.UniqueConstraint(fields=("mandant", "port"), name="anschluss_mandant_port"),)

    def __str__(self) -> str:
        return f"{self.port}: {self.adapter}"

"""Records of places."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.types import new_id


class GebietArt(models.TextChoices):
    """What a Gebiet is. A kreisfreie Stadt is a Gemeinde here; `gemeindefrei` is where nobody lives."""

    LAND = "land", "Land"
    KREIS = "kreis", "Kreis"
    AMT = "amt", "Amt oder anderer Gemeindeverband"
    GEMEINDE = "gemeinde", "Gemeinde"
    GEMEINDEFREI = "gemeindefrei", "unbewohntes gemeindefreies Gebiet"
    UEBUNG = "uebung", "Ort des Übungsbetriebs"


class Gebiet(models.Model):
    """A place by its Amtlicher Regionalschlüssel (12 digits; Kreis 5 + zeros, Amt 9 + zeros).

    Valid from `gueltig_von` to `gueltig_bis`, both inclusive, null for open; never deleted, because old Anträge name
    it. `gebietsstand` is the date of the newest list that named it; `suchname` and `suchkern` come from `orte`.
    """

    ars = models.CharField(max_length=12, primary_key=True)
    name = models.TextField()
    art = models.TextField(choices=GebietArt.choices)
    typ = models.TextField(default="", db_default="")
    kreis = models.TextField(default="", db_default="")
    kreis_ars = models.CharField(max_length=12, default="", db_default="")
    amt = models.TextField(default="", db_default="")
    amt_ars = models.CharField(max_length=12, default="")
    verwaltung_ars = models.CharField(max_length=12, default="", db_default="")
    einwohner = models.IntegerField(null=True)
    gueltig_von = models.DateField(null=True)
    gueltig_bis = models.DateField(null=True)
    gebietsstand = models.DateField(null=True)
    suchname = models.TextField(default="", db_default="")
    suchkern = models.TextField(default="", db_default="")

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="ars kreis_ars amt_ars verwaltung_ars",
        sache="name art typ kreis amt einwohner gueltig_von gueltig_bis gebietsstand suchname suchkern",
    )

    class Meta:
        db_table = "gebiet"
        indexes = (
            models.Index(fields=("suchkern",), name="gebiet_suchkern", opclasses=("text_pattern_ops",)),
            GinIndex(fields=("suchname",), name="gebiet_aehnlich", opclasses=("gin_trgm_ops",)),
        )

    def __str__(self) -> str:
        return self.name


class GebietPlz(models.Model):
    """A PLZ that delivers into a Gemeinde: several per Gemeinde, several Gemeinden per PLZ."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plz = models.CharField(max_length=5)
    gebiet = models.ForeignKey(Gebiet, on_delete=models.CASCADE, related_name="+", db_column="gebiet_ars")

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id gebiet", sache="plz")

    class Meta:
        db_table = "gebiet_plz"
        constraints = (models.UniqueConstraint(fields=("plz", "gebiet"), name="gebiet_plz_paar"),)

    def __str__(self) -> str:
        return f"{self.plz} {self.gebiet_id}"


class GebietNachfolge(models.Model):
    """A place that ended, and one that came in its place (another key, a merger, a division)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    gebiet = models.ForeignKey(Gebiet, on_delete=models.CASCADE, related_name="+", db_column="gebiet_ars")
    nachfolger = models.ForeignKey(Gebiet, on_delete=models.CASCADE, related_name="+", db_column="nachfolger_ars")

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id gebiet nachfolger")

    class Meta:
        db_table = "gebiet_nachfolge"
        constraints = (models.UniqueConstraint(fields=("gebiet", "nachfolger"), name="gebiet_nachfolge_paar"),)

    def __str__(self) -> str:
        return f"{self.gebiet_id} → {self.nachfolger_id}"

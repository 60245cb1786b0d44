"""Records of the counting; the relay writes them, role `app` reads."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.kennzahlen.rules import Art


class Kennzahlfall(MandantModel):
    """How a case was counted last; without it the next change could not be told from what is counted already."""

    vorgang_id = models.UUIDField(primary_key=True)
    organisationseinheit_id = models.UUIDField(null=True)
    leistung_schluessel = models.CharField(max_length=14)
    offen = models.BooleanField()

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="vorgang_id mandant organisationseinheit_id leistung_schluessel", sache="offen"
    )

    class Meta:
        db_table = "kennzahl_fall"

    def __str__(self) -> str:
        return str(self.vorgang_id)


class Wochenzahl(MandantModel):
    """How often something happened in a week (its Monday); `klasse` is the duration class of what was done."""

    woche = models.DateField()
    organisationseinheit_id = models.UUIDField(null=True)
    leistung_schluessel = models.CharField(max_length=14)
    art = models.TextField(choices=[(a.value, a.value) for a in Art])
    klasse = models.SmallIntegerField(default=0)
    anzahl = models.IntegerField()

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant organisationseinheit_id leistung_schluessel", sache="woche art klasse anzahl"
    )

    class Meta:
        db_table = "kennzahl_woche"
        constraints = (
            models.UniqueConstraint(
                fields=("mandant", "woche", "organisationseinheit_id", "leistung_schluessel", "art", "klasse"),
                nulls_distinct=False,
                name="kennzahl_woche_zelle",
            ),
        )

    def __str__(self) -> str:
        return f"{self.woche} {self.art}: {self.anzahl}"


class Bestandszahl(MandantModel):
    """How many cases received in a week (its Monday) are open now."""

    woche = models.DateField()
    organisationseinheit_id = models.UUIDField(null=True)
    leistung_schluessel = models.CharField(max_length=14)
    anzahl = models.IntegerField()

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant organisationseinheit_id leistung_schluessel", sache="woche anzahl"
    )

    class Meta:
        db_table = "kennzahl_bestand"
        constraints = (
            models.UniqueConstraint(
                fields=("mandant", "organisationseinheit_id", "leistung_schluessel", "woche"),
                nulls_distinct=False,
                name="kennzahl_bestand_zelle",
            ),
        )

    def __str__(self) -> str:
        return f"{self.woche}: {self.anzahl}"

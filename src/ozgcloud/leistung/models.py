"""Records of the catalogue of Leistungen."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify


class Leistung(models.Model):
    """A Verwaltungsleistung by its LeiKa-Schlüssel (14 digits). Texts are plain paragraphs, blank line between."""

    schluessel = models.CharField(max_length=14, primary_key=True)
    name = models.TextField()
    kurztext = models.TextField(default="")
    volltext = models.TextField(default="")
    unterlagen = models.TextField(default="")
    voraussetzungen = models.TextField(default="")
    gebuehr = models.TextField(default="")
    dauer = models.TextField(default="")
    rechtsgrundlage = models.TextField(default="")
    stichworte = models.TextField(default="")
    gueltig_von = models.DateField(null=True)
    gueltig_bis = models.DateField(null=True)
    nachfolger = models.CharField(max_length=14, default="")

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="schluessel nachfolger",
        sache="name kurztext volltext unterlagen voraussetzungen gebuehr dauer rechtsgrundlage stichworte"
        " gueltig_von gueltig_bis",
    )

    class Meta:
        db_table = "leistung"

    def __str__(self) -> str:
        return self.name

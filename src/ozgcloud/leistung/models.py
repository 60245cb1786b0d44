"""Records of the catalogue of Leistungen and of the index of the Leistungsfinder."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from ozgcloud.core.classification import Klassifikation, classify


class Leistung(models.Model):
    """A Verwaltungsleistung by its LeiKa-Schlüssel (14 digits). Texts are plain paragraphs, blank line between.

    What the catalogue says stands in `katalog*`; name and rechtsgrundlage follow it until somebody here writes own ones
    (rules.own_or_new). `ebene` is LO, LOV or LOVD; `typisierung` as in the OZG catalogue (1 Bund … 5 Kommune). `rang`
    (0–1) is how likely people ask for it, `laenge` the number of words of its name; both belong to the index.
    """

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
    nachfolger = models.CharField(max_length=14, default="", db_default="")
    katalogname = models.TextField(default="", db_default="")
    katalogtitel = models.TextField(default="", db_default="")
    katalogrecht = models.TextField(default="", db_default="")
    ozg_id = models.TextField(default="", db_default="")
    ozg_name = models.TextField(default="", db_default="")
    themenfeld = models.TextField(default="", db_default="")
    lebenslage = models.TextField(default="", db_default="")
    typisierung = models.TextField(default="", db_default="")
    ebene = models.TextField(default="", db_default="")
    stand = models.TextField(default="", db_default="")
    quelle = models.TextField(default="", db_default="")
    rang = models.FloatField(default=0.5, db_default=0.5)
    laenge = models.PositiveSmallIntegerField(default=1, db_default=1)
    textsuche = models.GeneratedField(
        expression=SearchVector("kurztext", "volltext", "stichworte", config="german"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="schluessel nachfolger ozg_id",
        sache="name kurztext volltext unterlagen voraussetzungen gebuehr dauer rechtsgrundlage stichworte gueltig_von"
        " gueltig_bis katalogname katalogtitel katalogrecht ozg_name themenfeld lebenslage typisierung ebene stand"
        " quelle",
        technik="rang laenge textsuche",
    )

    class Meta:
        db_table = "leistung"
        indexes = (
            GinIndex(fields=("textsuche",), name="leistung_textsuche"),
            models.Index(fields=("lebenslage", "-rang"), name="leistung_lebenslage"),
        )

    def __str__(self) -> str:
        return self.name


class Suchstamm(models.Model):
    """Index: a stem leads to a Leistung, with the weight of the place it was found in (0–1)."""

    id = models.BigAutoField(primary_key=True)
    stamm = models.TextField()
    leistung = models.ForeignKey(Leistung, on_delete=models.CASCADE, related_name="+")
    gewicht = models.FloatField()

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id leistung", technik="stamm gewicht")

    class Meta:
        db_table = "leistung_suchstamm"
        constraints = (models.UniqueConstraint(fields=("stamm", "leistung"), name="leistung_suchstamm_einmal"),)

    def __str__(self) -> str:
        return f"{self.stamm} → {self.leistung_id}"


class Suchform(models.Model):
    """Index: a word as it is typed (folded), the stems it stands for, and how it is written properly."""

    form = models.TextField(primary_key=True)
    staemme = models.TextField()
    wort = models.TextField()

    klassifikation: ClassVar[Klassifikation] = classify(technik="form staemme wort")

    class Meta:
        db_table = "leistung_suchform"
        indexes = (GinIndex(fields=("form",), name="leistung_suchform_trgm", opclasses=("gin_trgm_ops",)),)

    def __str__(self) -> str:
        return self.wort

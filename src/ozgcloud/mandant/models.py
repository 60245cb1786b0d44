"""Records of Länder, Mandanten, their Organisationseinheiten and people."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from ozgcloud.core.actor import Rolle
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


class Organisationseinheit(MandantModel):
    """A Fachbereich, Fachdienst or Sachgebiet of a Mandant."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.TextField()
    kurz = models.TextField(default="")

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id mandant", sache="name kurz")

    class Meta:
        db_table = "organisationseinheit"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="organisationseinheit_mandant_id"),
            models.UniqueConstraint(fields=("mandant", "name"), name="organisationseinheit_mandant_name"),
        )

    def __str__(self) -> str:
        return self.name


class Person(MandantModel):
    """Somebody who works for a Mandant. `aktiv_bis` ends short-lived logins; null means open-ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.TextField()
    zeichen = models.TextField(default="")
    telefon = models.TextField(default="")
    email = models.TextField(default="")
    zimmer = models.TextField(default="")
    aktiv_bis = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant", person="name zeichen telefon email zimmer", sache="aktiv_bis"
    )

    class Meta:
        db_table = "person"
        constraints = (models.UniqueConstraint(fields=("mandant", "id"), name="person_mandant_id"),)

    def __str__(self) -> str:
        return str(self.id)


class PersonRolle(MandantModel):
    """A Rolle of a Person, per Organisationseinheit × Leistung; null means all."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    rolle = models.TextField(choices=[(rolle.value, rolle.value) for rolle in Rolle])
    organisationseinheit = models.ForeignKey(
        Organisationseinheit, null=True, on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    leistung_schluessel = models.CharField(max_length=14, null=True)  # noqa: DJ001 - null means every Leistung

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant person organisationseinheit leistung_schluessel", sache="rolle"
    )

    class Meta:
        db_table = "person_rolle"
        constraints = (
            models.CheckConstraint(condition=models.Q(rolle__in=[r.value for r in Rolle]), name="person_rolle_rolle"),
        )

    def __str__(self) -> str:
        return f"{self.rolle} {self.person_id}"


class Konto(models.Model):
    """Which Mandant and Person a login belongs to; without a Person it is an operator of the Land.

    Global with a policy of its own: a login sees its own row, a Mandant sees its own.
    """

    login = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+", db_column="login_id"
    )
    kennung = models.UUIDField(default=new_id, unique=True)
    mandant = models.ForeignKey(Mandant, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    person_id = models.UUIDField(null=True)
    gueltig_bis = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="login kennung mandant person_id", sache="gueltig_bis"
    )

    class Meta:
        db_table = "mandant_konto"

    def __str__(self) -> str:
        return str(self.kennung)


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

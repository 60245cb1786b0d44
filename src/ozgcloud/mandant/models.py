"""Records of Länder, Mandanten, their Organisationseinheiten and people."""

from typing import ClassVar

from django.conf import settings
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
    """A Verwaltung: a managed list, never derived from a regional key. `uebung_von` marks a practice twin."""

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
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id land kurz uebung_von", sache="name art strasse plz ort telefon email erstellt_am"
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


class Gebiet(models.Model):
    """A place by its Amtlicher Regionalschlüssel (12 digits; Kreis 5 + zeros, Amt 9 + zeros)."""

    ars = models.CharField(max_length=12, primary_key=True)
    name = models.TextField()
    art = models.TextField()
    amt_ars = models.CharField(max_length=12, default="")
    plz = models.JSONField(default=list)

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="ars amt_ars", sache="name art plz")

    class Meta:
        db_table = "gebiet"

    def __str__(self) -> str:
        return self.name


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

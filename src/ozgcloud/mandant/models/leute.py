"""Records of Organisationseinheiten, people, their Rollen, absences and logins."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from ozgcloud.core.actor import Rolle
from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.mandant.models.verwaltung import Mandant


class Organisationseinheit(MandantModel):
    """A Fachbereich, Fachdienst or Sachgebiet of a Mandant, below `eltern` (None: at the top); never in a circle.

    A closed one (`geschlossen_am`) keeps its cases and gets no new people. `version` counts its changes.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.TextField()
    kurz = models.TextField(default="")
    eltern = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, db_constraint=False, related_name="+", db_index=False
    )
    geschlossen_am = models.DateField(null=True)
    version = models.IntegerField(default=1, db_default=1)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant eltern", sache="name kurz geschlossen_am version"
    )

    class Meta:
        db_table = "organisationseinheit"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(eltern=None) | ~models.Q(eltern=models.F("id")), name="organisationseinheit_eltern"
            ),
            models.UniqueConstraint(fields=("mandant", "id"), name="organisationseinheit_mandant_id"),
            models.UniqueConstraint(fields=("mandant", "name"), name="organisationseinheit_mandant_name"),
        )

    def __str__(self) -> str:
        return self.name


class Person(MandantModel):
    """Somebody who works for a Mandant. `aktiv_bis` ends short-lived logins; null means open-ended.

    `version` counts the changes of what others read of him.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.TextField()
    zeichen = models.TextField(default="")
    telefon = models.TextField(default="")
    email = models.TextField(default="")
    zimmer = models.TextField(default="")
    aktiv_bis = models.DateTimeField(null=True)
    version = models.IntegerField(default=1, db_default=1)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant", person="name zeichen telefon email zimmer", sache="aktiv_bis version"
    )

    class Meta:
        db_table = "person"
        constraints = (models.UniqueConstraint(fields=("mandant", "id"), name="person_mandant_id"),)

    def __str__(self) -> str:
        return str(self.id)


class PersonRolle(MandantModel):
    """A Rolle of a Person, per Organisationseinheit × Leistung; null means all.

    `mit_untergeordneten`: also for every Organisationseinheit below the named one, now and later.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    rolle = models.TextField(choices=[(rolle.value, rolle.value) for rolle in Rolle])
    organisationseinheit = models.ForeignKey(
        Organisationseinheit, null=True, on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    leistung_schluessel = models.CharField(max_length=14, null=True)  # noqa: DJ001 - null means every Leistung
    mit_untergeordneten = models.BooleanField(default=False, db_default=False)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant person organisationseinheit leistung_schluessel", sache="rolle mit_untergeordneten"
    )

    class Meta:
        db_table = "person_rolle"
        constraints = (
            models.CheckConstraint(condition=models.Q(rolle__in=[r.value for r in Rolle]), name="person_rolle_rolle"),
        )

    def __str__(self) -> str:
        return f"{self.rolle} {self.person_id}"


class Abwesenheit(MandantModel):
    """Somebody is away from `von` to `bis`, both days included; why is nobody's business here.

    `vertretung` does the work meanwhile, with the Rollen she has herself; None: nobody is named.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_constraint=False, related_name="+", db_index=False)
    von = models.DateField()
    bis = models.DateField()
    vertretung = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, db_constraint=False, related_name="+", db_index=False
    )

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id mandant person vertretung", person="von bis")

    class Meta:
        db_table = "abwesenheit"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="abwesenheit_mandant_id"),
            models.CheckConstraint(condition=models.Q(bis__gte=models.F("von")), name="abwesenheit_zeitraum"),
            models.CheckConstraint(
                condition=models.Q(vertretung=None) | ~models.Q(vertretung=models.F("person")),
                name="abwesenheit_vertretung",
            ),
        )
        indexes = (models.Index(fields=("mandant", "person", "bis"), name="abwesenheit_person"),)

    def __str__(self) -> str:
        return str(self.id)


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

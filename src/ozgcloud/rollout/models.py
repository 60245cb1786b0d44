"""Records of the roll-out, and the plain numbers folded from the journal."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.rollout.rules import Anbindungsstand, Phase


class Anbindung(MandantModel):
    """How far a Verwaltung is, and since when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    stand = models.TextField(choices=[(s.value, s.value) for s in Anbindungsstand])
    seit = models.DateField()
    einarbeitung_seit = models.DateField(null=True)
    angeschlossen_seit = models.DateField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant", sache="stand seit einarbeitung_seit angeschlossen_seit"
    )

    class Meta:
        db_table = "anbindung"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="anbindung_mandant_id"),
            models.UniqueConstraint(fields=("mandant",), name="anbindung_je_mandant"),
            models.CheckConstraint(
                condition=models.Q(stand__in=[s.value for s in Anbindungsstand]), name="anbindung_stand"
            ),
        )

    def __str__(self) -> str:
        return f"{self.stand} {self.seit}"


class Ausrollung(MandantModel):
    """One Online-Dienst on its way into one Mandant: where it stands, since when, and what stands in the way."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    onlinedienst = models.ForeignKey("onlinedienst.Onlinedienst", on_delete=models.PROTECT, related_name="+")
    phase = models.TextField(choices=[(p.value, p.value) for p in Phase])
    seit = models.DateField()
    blocker = models.TextField(default="")
    geaendert_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant onlinedienst", sache="phase seit blocker geaendert_am"
    )

    class Meta:
        db_table = "ausrollung"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="ausrollung_mandant_id"),
            models.UniqueConstraint(fields=("mandant", "onlinedienst"), name="ausrollung_mandant_dienst"),
            models.CheckConstraint(condition=models.Q(phase__in=[p.value for p in Phase]), name="ausrollung_phase"),
        )

    def __str__(self) -> str:
        return f"{self.phase} {self.seit}"


class Ausrollungsschritt(MandantModel):
    """A phase of one Ausrollung: planned for, last reached on, and the proof of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ausrollung = models.ForeignKey(Ausrollung, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    phase = models.TextField(choices=[(p.value, p.value) for p in Phase])
    geplant_am = models.DateField(null=True)
    erreicht_am = models.DateField(null=True)
    nachweis = models.TextField(default="")

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant ausrollung", sache="phase geplant_am erreicht_am nachweis"
    )

    class Meta:
        db_table = "ausrollungsschritt"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "ausrollung", "phase"), name="ausrollungsschritt_mandant_phase"),
            models.CheckConstraint(
                condition=models.Q(phase__in=[p.value for p in Phase]), name="ausrollungsschritt_phase"
            ),
        )

    def __str__(self) -> str:
        return self.phase


class Antragszahl(MandantModel):
    """How many real Anträge reached a Mandant on a day (Europe/Berlin), by Online-Dienst and way in.

    Folded from the journal by the relay, in the transaction that moves its cursor; nobody else writes it. Practice is
    not in it; what had to be cleared first counts at the Clearingstelle.
    """

    tag = models.DateField()
    onlinedienst_id = models.UUIDField()
    leistung = models.BigIntegerField()
    kanal = models.TextField()
    anzahl = models.IntegerField()

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant onlinedienst_id leistung", sache="tag kanal anzahl"
    )

    class Meta:
        db_table = "antragszahl"
        constraints = (
            models.UniqueConstraint(
                fields=("mandant", "tag", "onlinedienst_id", "leistung", "kanal"), name="antragszahl_zelle"
            ),
        )
        indexes = (
            models.Index(fields=("tag",), include=("mandant", "onlinedienst_id", "anzahl"), name="antragszahl_tag"),
            models.Index(fields=("mandant", "onlinedienst_id", "tag"), name="antragszahl_dienst"),
        )

    def __str__(self) -> str:
        return f"{self.tag} {self.anzahl}"


class Antragstag(models.Model):
    """The sum of all `Antragszahl` of a day, so that two years are read in a moment. Folded like it."""

    tag = models.DateField(primary_key=True)
    anzahl = models.IntegerField()

    klassifikation: ClassVar[Klassifikation] = classify(sache="tag anzahl")

    class Meta:
        db_table = "antragstag"

    def __str__(self) -> str:
        return f"{self.tag} {self.anzahl}"


class Rolloutverlauf(models.Model):
    """One roll-out event of the journal in plain columns, under its id. Without Mandant: a withdrawn Online-Dienst.

    Folded by the relay like `Antragszahl`. `stand` is a Phase, an Anbindungsstand (then no Online-Dienst), or
    `abgekuendigt`; `folge` is the order of the journal, which decides between two of the same day.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    mandant = models.ForeignKey(
        "mandant.Mandant", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    onlinedienst_id = models.UUIDField(null=True)
    stand = models.TextField()
    am = models.DateField()
    folge = models.BigIntegerField()

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant onlinedienst_id", sache="stand am", technik="folge"
    )

    class Meta:
        db_table = "rollout_verlauf"
        indexes = (models.Index(fields=("am",), name="rollout_verlauf_am"),)

    def __str__(self) -> str:
        return f"{self.stand} {self.am}"

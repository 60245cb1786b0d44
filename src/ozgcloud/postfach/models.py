"""The published projection: what the citizen sees of his case, and nothing else of it."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.models import Datei
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.vorgang.models import Vorgang


class Stand(MandantModel):
    """Head of a citizen's status page; written by the flow, read by the portal."""

    vorgang = models.OneToOneField(
        Vorgang, on_delete=models.CASCADE, primary_key=True, db_constraint=False, related_name="+"
    )
    vorgangsnummer = models.TextField()
    leistung = models.TextField()
    behoerde = models.TextField()
    stelle = models.TextField(default="")
    status = models.TextField()
    eingangsdatum = models.DateField()
    sha256 = models.CharField(max_length=64)
    geaendert_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="vorgang mandant vorgangsnummer sha256",
        sache="leistung behoerde stelle status eingangsdatum geaendert_am",
    )

    class Meta:
        db_table = "postfach_stand"

    def __str__(self) -> str:
        return self.vorgangsnummer


class Zeitpunkt(MandantModel):
    """An entry of the timeline; `art` is the event type the sentence is made of.

    Id = the event's, so it is written once.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    vorgang = models.ForeignKey(Vorgang, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    art = models.TextField()
    am = models.DateTimeField()

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id mandant vorgang", sache="art am")

    class Meta:
        db_table = "postfach_zeitpunkt"

    def __str__(self) -> str:
        return self.art


class Richtung(models.TextChoices):
    """From the authority or to it."""

    AUSGANG = "ausgang", "von der Behörde"
    EINGANG = "eingang", "von Ihnen"


class Nachricht(MandantModel):
    """A message between authority and citizen; plain text."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    richtung = models.TextField(choices=Richtung.choices)
    person_id = models.UUIDField(null=True)
    betreff = models.TextField()
    text = models.TextField()
    erstellt_am = models.DateTimeField(default=now)
    gelesen_am = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang person_id", person="betreff text", sache="richtung erstellt_am gelesen_am"
    )

    class Meta:
        db_table = "postfach_nachricht"
        constraints = (
            models.CheckConstraint(condition=models.Q(richtung__in=Richtung.values), name="postfach_richtung"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Dokument(MandantModel):
    """A file made available to the citizen; the proof of Bereitstellung and first Abruf (§ 9 OZG)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    datei = models.ForeignKey(Datei, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    titel = models.TextField()
    bereitgestellt_am = models.DateTimeField(default=now)
    abgerufen_am = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang datei", sache="titel bereitgestellt_am abgerufen_am"
    )

    class Meta:
        db_table = "postfach_dokument"
        constraints = (models.UniqueConstraint(fields=("mandant", "id"), name="postfach_dokument_mandant_id"),)

    def __str__(self) -> str:
        return str(self.id)

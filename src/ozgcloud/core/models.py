"""Records every slice stands on: the journal, its chain heads, and the files of a Mandant."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id


class Ereignis(models.Model):
    """One fact. `sequenz`, `vorher`, `hash`, `position` and `transaktion` are filled by the database.

    Written inside a Mandant's scope it belongs to that Mandant; written outside it belongs to the installation
    (an imported schema). The policy compares both ways. Append-only: role `app` may INSERT and SELECT.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kette = models.TextField()
    mandant = models.ForeignKey(
        "mandant.Mandant", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    typ = models.TextField()
    akteur_art = models.TextField()
    akteur_id = models.TextField()
    daten = models.JSONField()
    erstellt_am = models.DateTimeField(default=now)
    sequenz = models.BigIntegerField(default=0)
    vorher = models.BinaryField(default=b"")
    hash = models.BinaryField(default=b"")

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id kette mandant akteur_id", sache="typ akteur_art daten erstellt_am sequenz", technik="vorher hash"
    )

    class Meta:
        db_table = "ereignis"
        constraints = (models.UniqueConstraint(fields=("kette", "sequenz"), name="ereignis_kette_sequenz"),)

    def __str__(self) -> str:
        return f"{self.typ} {self.id}"


class Kette(models.Model):
    """Head of one hash chain; only the trigger writes it."""

    name = models.TextField(primary_key=True)
    mandant = models.ForeignKey(
        "mandant.Mandant", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sequenz = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=b"")

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="name mandant", sache="sequenz", technik="hash")

    class Meta:
        db_table = "kette"

    def __str__(self) -> str:
        return f"{self.name} #{self.sequenz}"


class DateiStatus(models.TextChoices):
    """Where the bytes are: written but not yet committed for good, or released."""

    WARTET = "wartet", "wartet auf Freigabe"
    FREI = "frei", "freigegeben"


class ScanStatus(models.TextChoices):
    """What is known about malware; without a scanner the honest answer is `ungeprueft`."""

    UNGEPRUEFT = "ungeprueft", "nicht auf Schadsoftware geprüft"
    SAUBER = "sauber", "geprüft, unauffällig"
    BEFUND = "befund", "Schadsoftware gefunden"


class Datei(MandantModel):
    """A file of a Mandant. The bytes lie in the file store under the opaque `schluessel`; sizes are bytes.

    `datenschluessel` has room for a data key wrapped by the Mandant's key (envelope encryption).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    schluessel = models.UUIDField()
    name = models.TextField()
    medientyp = models.TextField()
    groesse = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    status = models.TextField(choices=DateiStatus.choices, default=DateiStatus.WARTET)
    scan = models.TextField(choices=ScanStatus.choices, default=ScanStatus.UNGEPRUEFT)
    datenschluessel = models.BinaryField(null=True)
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant schluessel sha256",
        person="name",
        sache="medientyp groesse status scan erstellt_am",
        geheim="datenschluessel",
    )

    class Meta:
        db_table = "datei"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="datei_mandant_id"),
            models.UniqueConstraint(fields=("mandant", "schluessel"), name="datei_mandant_schluessel"),
            models.CheckConstraint(condition=models.Q(status__in=DateiStatus.values), name="datei_status"),
            models.CheckConstraint(condition=models.Q(scan__in=ScanStatus.values), name="datei_scan"),
        )

    def __str__(self) -> str:
        return str(self.id)

"""Records every slice stands on: the journal, its chain heads, and the files of a Mandant."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.files import Dateiverweis
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
    EIGEN = "eigen", "von uns erstellt"


class Mandantenschluessel(MandantModel):
    """A key of a Mandant, wrapped by the installation's key ring; the highest living `nummer` wraps new data keys.

    Destroyed means: `geheimnis` is empty, and every file whose data key it wrapped is unreadable for good.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    nummer = models.IntegerField()
    geheimnis = models.BinaryField()
    erstellt_am = models.DateTimeField(default=now)
    vernichtet_am = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant", geheim="geheimnis", sache="nummer erstellt_am vernichtet_am"
    )

    class Meta:
        db_table = "mandantenschluessel"
        constraints = (models.UniqueConstraint(fields=("mandant", "nummer"), name="mandantenschluessel_nummer"),)

    def __str__(self) -> str:
        return f"{self.mandant_id}/{self.nummer}"


class Datei(MandantModel):
    """A file of a Mandant. The bytes lie in the file store under the opaque `schluessel`; sizes are bytes.

    `datenschluessel` is the data key, wrapped: by the installation until released, then by the Mandant's key. Empty:
    the bytes lie there as they are. `geprueft_mit` names scanner and signatures of the last check (`geprueft_am`).
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
    geprueft_am = models.DateTimeField(null=True)
    geprueft_mit = models.TextField(default="", db_default="")
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant schluessel sha256",
        person="name",
        sache="medientyp groesse status scan geprueft_am geprueft_mit erstellt_am",
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

    @property
    def verweis(self) -> Dateiverweis:
        """How the bytes are read."""
        return Dateiverweis(self.schluessel, self.sha256, self.groesse, bytes(self.datenschluessel or b""))

"""Records of machines that may speak to us. Global, each with a policy of its own (`core.tenancy.client_scope`)."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.types import new_id
from ozgcloud.schnittstelle.rules import Befugnis


class Client(models.Model):
    """A machine. Without a Land it may be given Freigaben in every Land; `uebung` keeps it in practice Mandanten."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.TextField()
    kontakt = models.TextField(default="")
    land = models.ForeignKey("mandant.Land", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    uebung = models.BooleanField(default=False)
    anfragen_je_minute = models.IntegerField(default=600)
    gesperrt_am = models.DateTimeField(null=True)
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id land", person="kontakt", sache="name uebung anfragen_je_minute gesperrt_am erstellt_am"
    )

    class Meta:
        db_table = "client"

    def __str__(self) -> str:
        return self.name


class Clientschluessel(models.Model):
    """A key: the public half found by, and the SHA-256 of the secret one. `zuletzt_benutzt_am` is a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    kennung = models.CharField(max_length=12, unique=True)
    hash = models.CharField(max_length=64)
    gueltig_bis = models.DateTimeField(null=True)
    widerrufen_am = models.DateTimeField(null=True)
    zuletzt_benutzt_am = models.DateField(null=True)
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id client kennung",
        geheim="hash",
        sache="gueltig_bis widerrufen_am zuletzt_benutzt_am erstellt_am",
    )

    class Meta:
        db_table = "clientschluessel"

    def __str__(self) -> str:
        return self.kennung


class Freigabe(models.Model):
    """One thing a Client may do: at one Verwaltung, or (null) at every one of its Land."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    befugnis = models.TextField(choices=[(b.value, b.value) for b in Befugnis])
    verwaltung = models.ForeignKey(
        "mandant.Mandant", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    leistung_praefix = models.CharField(max_length=14, default="")

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id client verwaltung leistung_praefix", sache="befugnis"
    )

    class Meta:
        db_table = "freigabe"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(befugnis__in=[b.value for b in Befugnis]), name="freigabe_befugnis"
            ),
            models.UniqueConstraint(
                fields=("client", "befugnis", "verwaltung", "leistung_praefix"),
                nulls_distinct=False,
                name="freigabe_einmal",
            ),
        )

    def __str__(self) -> str:
        return f"{self.befugnis} {self.client_id}"


class Upload(models.Model):
    """A large file on its way in, in parts; `stand` is how many bytes have arrived. Gone after a day.

    `transaktion` is the key of the one submission it belongs to. The last four columns are filled when it is whole.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    name = models.TextField()
    groesse = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    stand = models.BigIntegerField(default=0)
    transaktion = models.TextField(default="")
    erstellt_am = models.DateTimeField(default=now)
    fertig_am = models.DateTimeField(null=True)
    schluessel = models.UUIDField(null=True)
    medientyp = models.TextField(default="")
    datenschluessel = models.BinaryField(default=b"")

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id client sha256 transaktion schluessel",
        person="name",
        sache="groesse stand erstellt_am fertig_am medientyp",
        geheim="datenschluessel",
    )

    class Meta:
        db_table = "upload"

    def __str__(self) -> str:
        return str(self.id)


class Kontingent(models.Model):
    """When the minute of a sender is full again; unlogged, since after a crash everybody may begin anew."""

    absender = models.UUIDField(primary_key=True)
    voll_am = models.DateTimeField()

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="absender", sache="voll_am")

    class Meta:
        db_table = "kontingent"

    def __str__(self) -> str:
        return str(self.absender)


class UploadTeil(models.Model):
    """A part of it, already in the file store; `ab` is its first byte's place."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+", db_index=False)
    ab = models.BigIntegerField()
    groesse = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    schluessel = models.UUIDField()
    datenschluessel = models.BinaryField(default=b"")

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id upload client sha256 schluessel", sache="ab groesse", geheim="datenschluessel"
    )

    class Meta:
        db_table = "upload_teil"
        constraints = (models.UniqueConstraint(fields=("upload", "ab"), name="upload_teil_einmal"),)

    def __str__(self) -> str:
        return f"{self.upload_id} {self.ab}"

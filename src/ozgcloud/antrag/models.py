"""Records of a citizen's draft: his until submitted, deletable, opened by a secret he holds."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.types import new_id


class Entwurf(models.Model):
    """A draft. `eingaben` keeps everything posted, even invalid: address → list of strings. No Mandant yet.

    Policy of its own: visible to who brings the secret's SHA-256 (`core.tenancy.entwurf_scope`).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    geheimnis_hash = models.CharField(max_length=64, unique=True)
    onlinedienst_id = models.UUIDField()
    gebiet_ars = models.CharField(max_length=12)
    eingaben = models.JSONField(default=dict)
    besucht = models.JSONField(default=list)
    version = models.IntegerField(default=1)
    vorgangsnummer = models.TextField(default="")
    eingereicht_am = models.DateTimeField(null=True)
    erstellt_am = models.DateTimeField(default=now)
    geaendert_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id onlinedienst_id gebiet_ars vorgangsnummer",
        geheim="geheimnis_hash",
        person="eingaben",
        sache="besucht version eingereicht_am erstellt_am geaendert_am",
    )

    class Meta:
        db_table = "entwurf"

    def __str__(self) -> str:
        return str(self.id)


class EntwurfDatei(models.Model):
    """An upload of a draft; carries the secret's hash too, so its policy needs no join."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entwurf = models.ForeignKey(Entwurf, on_delete=models.CASCADE, related_name="+")
    geheimnis_hash = models.CharField(max_length=64)
    adresse = models.TextField()
    schluessel = models.UUIDField(unique=True)
    name = models.TextField()
    medientyp = models.TextField()
    groesse = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    datenschluessel = models.BinaryField(default=b"", db_default=b"")
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id entwurf schluessel sha256",
        geheim="geheimnis_hash datenschluessel",
        person="name",
        sache="adresse medientyp groesse erstellt_am",
    )

    class Meta:
        db_table = "entwurf_datei"

    def __str__(self) -> str:
        return str(self.id)

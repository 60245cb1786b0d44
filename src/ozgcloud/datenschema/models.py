"""Records of the FIM material an operator has imported. Global: no Mandant owns a standard."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.types import new_id


class Datenschema(models.Model):
    """One XDatenfelder file, never changed: raw bytes with SHA-256 and the compiled tree.

    `offene_punkte` lists what a person must still look at before release (free-text rules, missing code lists …).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    fim_id = models.TextField()
    version = models.TextField()
    name = models.TextField()
    roh = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    baum = models.JSONField()
    knoten = models.IntegerField()
    felder = models.IntegerField()
    offene_punkte = models.JSONField(default=list)
    importiert_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id fim_id version sha256", sache="name roh baum knoten felder offene_punkte importiert_am"
    )

    class Meta:
        db_table = "datenschema"
        constraints = (models.UniqueConstraint(fields=("fim_id", "version"), name="datenschema_fim_version"),)

    def __str__(self) -> str:
        return f"{self.fim_id}@{self.version}"


class Codeliste(models.Model):
    """One version of a code list, never changed.

    `spalten` names the columns, code first and label second; `eintraege` are the rows in that column order, in the
    order of the publisher.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    canonical_uri = models.TextField()
    version = models.TextField()
    name = models.TextField()
    spalten = models.JSONField(default=list)
    eintraege = models.JSONField()
    sha256 = models.CharField(max_length=64)
    importiert_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id canonical_uri version sha256", sache="name spalten eintraege importiert_am"
    )

    class Meta:
        db_table = "codeliste"
        constraints = (models.UniqueConstraint(fields=("canonical_uri", "version"), name="codeliste_uri_version"),)

    def __str__(self) -> str:
        return f"{self.canonical_uri}_{self.version}"

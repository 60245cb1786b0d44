"""Records of who is competent for which Leistung where."""

from typing import ClassVar

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Now

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.types import new_id
from ozgcloud.zustaendigkeit.rules.angaben import Vorschlagsart, VorschlagStatus
from ozgcloud.zustaendigkeit.rules.aufloesung import Ebene

EBENEN = [ebene.value for ebene in Ebene]
STATUS = [status.value for status in VorschlagStatus]


class Zustaendigkeitsregel(models.Model):
    """One version of a dated rule: (Leistung key prefix, ARS prefix, Ebene) → (Mandant, Organisationseinheit).

    A public fact, hence global. `organisationseinheit_id` lies behind the Mandant's wall, so its name is kept here as
    `stelle`. All versions of a rule share `regel_id`; `ersetzt_am` says since when this one no longer counts, and is
    the only column that is written again. Empty `ebene`: whatever kind executes the Leistung.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    regel_id = models.UUIDField(default=new_id, db_default=RandomUUID())
    version = models.IntegerField(default=1)
    leistung_praefix = models.CharField(max_length=14)
    ars_praefix = models.CharField(max_length=12)
    ebene = models.TextField(default="", db_default="")
    mandant = models.ForeignKey("mandant.Mandant", on_delete=models.PROTECT, related_name="+")
    organisationseinheit_id = models.UUIDField(null=True)
    stelle = models.TextField()
    gueltig_von = models.DateField()
    gueltig_bis = models.DateField(null=True)
    uebung = models.BooleanField(default=False)
    quelle = models.TextField(default="")
    erstellt_am = models.DateTimeField(default=now, db_default=Now())
    ersetzt_am = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id regel_id mandant organisationseinheit_id leistung_praefix ars_praefix",
        sache="version ebene stelle gueltig_von gueltig_bis uebung quelle erstellt_am ersetzt_am",
    )

    class Meta:
        db_table = "zustaendigkeitsregel"
        constraints = (
            models.UniqueConstraint(fields=("regel_id", "version"), name="zustaendigkeitsregel_version"),
            models.CheckConstraint(condition=models.Q(ebene__in=["", *EBENEN]), name="zustaendigkeitsregel_ebene"),
        )
        indexes = (
            models.Index(
                fields=("leistung_praefix", "ars_praefix"),
                condition=models.Q(ersetzt_am=None),
                name="zustaendigkeitsregel_suche",
            ),
            models.Index(
                fields=("ars_praefix", "leistung_praefix", "id"),
                condition=models.Q(ersetzt_am=None),
                name="zustaendigkeitsregel_liste",
            ),
        )

    def __str__(self) -> str:
        return f"{self.leistung_praefix} × {self.ars_praefix}"


class Vollzugsebene(models.Model):
    """Which kind of Verwaltung executes the Leistungen below a prefix, from when to when; a public fact.

    `ars_praefix` narrows it to a Land (2 digits) or less; empty means everywhere. Versions as of a rule.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    leistung_praefix = models.CharField(max_length=14)
    ars_praefix = models.CharField(max_length=12, default="")
    ebene = models.TextField(choices=[(ebene, ebene) for ebene in EBENEN])
    gueltig_von = models.DateField()
    gueltig_bis = models.DateField(null=True)
    quelle = models.TextField(default="")
    erstellt_am = models.DateTimeField(default=now)
    ersetzt_am = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id leistung_praefix ars_praefix",
        sache="ebene gueltig_von gueltig_bis quelle erstellt_am ersetzt_am",
    )

    class Meta:
        db_table = "vollzugsebene"
        constraints = (
            models.CheckConstraint(condition=models.Q(ebene__in=EBENEN), name="vollzugsebene_ebene"),
            models.UniqueConstraint(
                fields=("leistung_praefix", "ars_praefix", "gueltig_von"),
                condition=models.Q(ersetzt_am=None),
                name="vollzugsebene_eindeutig",
            ),
        )

    def __str__(self) -> str:
        return f"{self.leistung_praefix}: {self.ebene}"


class Regelstand(models.Model):
    """A mark that is another one after every change of rules or Vollzugsebenen: who remembers an answer compares it.

    The database sets it (migration 0007), once in a transaction. Changes at the same time take a row each, so that
    nobody waits; all rows together are the mark.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    stand = models.UUIDField()

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id", sache="stand")

    class Meta:
        db_table = "regelstand"

    def __str__(self) -> str:
        return str(self.stand)


class Regelvorschlag(models.Model):
    """A new, changed or ended rule before it counts: what it would say, and the version it was made from.

    Not a tenant table: `ziel_mandant` is content, as everything here a public fact in the making.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    art = models.TextField(choices=[(art.value, art.value) for art in Vorschlagsart])
    status = models.TextField(choices=[(status, status) for status in STATUS], default=VorschlagStatus.OFFEN.value)
    regel_id = models.UUIDField()
    basis_id = models.UUIDField(null=True)
    leistung_praefix = models.CharField(max_length=14)
    ars_praefix = models.CharField(max_length=12)
    ebene = models.TextField(default="")
    ziel_mandant = models.ForeignKey("mandant.Mandant", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisationseinheit_id = models.UUIDField(null=True)
    stelle = models.TextField()
    gueltig_von = models.DateField()
    gueltig_bis = models.DateField(null=True)
    uebung = models.BooleanField(default=False)
    quelle = models.TextField(default="")
    erstellt_am = models.DateTimeField(default=now)
    erledigt_am = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id regel_id basis_id ziel_mandant organisationseinheit_id leistung_praefix ars_praefix",
        sache="art status ebene stelle gueltig_von gueltig_bis uebung quelle erstellt_am erledigt_am",
    )

    class Meta:
        db_table = "regelvorschlag"
        constraints = (models.CheckConstraint(condition=models.Q(status__in=STATUS), name="regelvorschlag_status"),)

    def __str__(self) -> str:
        return f"{self.art}: {self.leistung_praefix} × {self.ars_praefix}"

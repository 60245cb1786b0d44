"""Records of what an applicant has to hand in later. Texts of people lie here, never on the case row."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.files import Dateiverweis
from ozgcloud.core.models import Datei
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.nachforderung.rules.frist import Stufe
from ozgcloud.nachforderung.rules.stand import Postenart, Postenzustand, Zustand
from ozgcloud.vorgang.models import Vorgang


class Nachforderung(MandantModel):
    """One request. `nummer` counts within the case; `erinnert` is the last reminder (`Stufe`); `version` its changes.

    `person_id` is who wrote it, null for a proposal of the house. `frist` is the last day for an answer.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    nummer = models.PositiveSmallIntegerField()
    zustand = models.TextField(choices=[(z.value, z.value) for z in Zustand])
    anschreiben = models.TextField()
    frist = models.DateField(null=True)
    person_id = models.UUIDField(null=True)
    erinnert = models.PositiveSmallIntegerField(default=Stufe.KEINE.value)
    version = models.IntegerField(default=1)
    erstellt_am = models.DateTimeField(default=now)
    gesendet_am = models.DateTimeField(null=True)
    beendet_am = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang person_id",
        person="anschreiben",
        sache="nummer zustand frist erinnert version erstellt_am gesendet_am beendet_am",
    )

    class Meta:
        db_table = "nachforderung"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="nachforderung_mandant_id"),
            models.UniqueConstraint(fields=("mandant", "vorgang", "nummer"), name="nachforderung_nummer"),
            models.CheckConstraint(
                condition=models.Q(zustand__in=[z.value for z in Zustand]), name="nachforderung_zustand"
            ),
        )
        indexes = (
            models.Index(
                fields=("mandant", "frist", "id"), name="nachforderung_frist", condition=models.Q(zustand="offen")
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    def store(self, *changed: str) -> None:
        """Write the changed fields, and that something changed."""
        self.version += 1
        self.save(update_fields=(*changed, "version"))


class Posten(MandantModel):
    """One missing item. `adresse` is its field in the form, empty for what was asked freely.

    `antwort` is the citizen's text, `fehlt_weil` why he does not have it; both may be unfinished while the item is
    open. `grund` is why the last answer was returned.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    nachforderung = models.ForeignKey(Nachforderung, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    nummer = models.PositiveSmallIntegerField()
    art = models.TextField(choices=[(a.value, a.value) for a in Postenart])
    titel = models.TextField()
    hinweis = models.TextField(default="")
    adresse = models.TextField(default="")
    zustand = models.TextField(choices=[(z.value, z.value) for z in Postenzustand], default=Postenzustand.OFFEN.value)
    antwort = models.TextField(default="")
    fehlt_weil = models.TextField(default="")
    grund = models.TextField(default="")
    beantwortet_am = models.DateTimeField(null=True)
    geprueft_am = models.DateTimeField(null=True)
    geprueft_von = models.UUIDField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant nachforderung geprueft_von",
        person="titel hinweis antwort fehlt_weil grund",
        sache="nummer art adresse zustand beantwortet_am geprueft_am",
    )

    class Meta:
        db_table = "nachforderung_posten"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="nachforderung_posten_mandant_id"),
            models.CheckConstraint(
                condition=models.Q(art__in=[a.value for a in Postenart]), name="nachforderung_posten_art"
            ),
            models.CheckConstraint(
                condition=models.Q(zustand__in=[z.value for z in Postenzustand]), name="nachforderung_posten_zustand"
            ),
        )
        indexes = (models.Index(fields=("mandant", "nachforderung", "nummer"), name="nachforderung_posten_reihe"),)

    def __str__(self) -> str:
        return str(self.id)


class Antwortdatei(MandantModel):
    """An upload for an item: the citizen's own until he sends it, then a `datei` of the case (`datei_id`).

    `datenschluessel` is the wrapped data key, kept here only until then.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    posten = models.ForeignKey(Posten, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    datei = models.ForeignKey(Datei, null=True, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    schluessel = models.UUIDField()
    name = models.TextField()
    medientyp = models.TextField()
    groesse = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    datenschluessel = models.BinaryField(default=b"", db_default=b"")
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant posten datei schluessel sha256",
        person="name",
        sache="medientyp groesse erstellt_am",
        geheim="datenschluessel",
    )

    class Meta:
        db_table = "nachforderung_datei"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "schluessel"), name="nachforderung_datei_schluessel"),
        )
        indexes = (models.Index(fields=("mandant", "posten"), name="nachforderung_datei_posten"),)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def verweis(self) -> Dateiverweis:
        """How the bytes are read before they are sent."""
        return Dateiverweis(self.schluessel, self.sha256, self.groesse, bytes(self.datenschluessel))

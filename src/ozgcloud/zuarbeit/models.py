"""Records of Zuarbeiten: one row per side, what was written, and the files that belong to it."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.models import Datei
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.zuarbeit.rules import Art, Seite, Stand


class Zuarbeit(MandantModel):
    """One side of a Zuarbeit. The asking side names its case, the asked side its Organisationseinheit (null: all).

    `gegen_mandant`, `gegen_einheit_id`, `gegen_id` are the other side, which nobody here can read.
    `auszug` is what was chosen. `zugestellt_am`: when the asked side had it (asking side), or got it.
    `geloescht_am`: the copy is erased.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seite = models.TextField(choices=[(s.value, s.value) for s in Seite])
    vorgang = models.ForeignKey(
        Vorgang, null=True, on_delete=models.CASCADE, db_constraint=False, related_name="+", db_index=False
    )
    einheit_id = models.UUIDField(null=True)
    gegen_mandant = models.ForeignKey("mandant.Mandant", on_delete=models.PROTECT, related_name="+", db_index=False)
    gegen_id = models.UUIDField()
    gegen_name = models.TextField()
    gegen_einheit_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    frage = models.TextField()
    frist = models.DateField()
    auszug = models.JSONField(default=dict)
    stand = models.TextField(choices=[(s.value, s.value) for s in Stand], default=Stand.OFFEN.value)
    gestellt_am = models.DateTimeField(default=now)
    zugestellt_am = models.DateTimeField(null=True)
    erinnert_am = models.DateTimeField(null=True)
    beendet_am = models.DateTimeField(null=True)
    geloescht_am = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang einheit_id gegen_mandant gegen_id gegen_einheit_id person_id",
        person="frage auszug",
        sache="seite gegen_name frist stand gestellt_am zugestellt_am erinnert_am beendet_am geloescht_am version",
    )

    class Meta:
        db_table = "zuarbeit"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="zuarbeit_mandant_id"),
            models.CheckConstraint(condition=models.Q(seite__in=[s.value for s in Seite]), name="zuarbeit_seite"),
            models.CheckConstraint(condition=models.Q(stand__in=[s.value for s in Stand]), name="zuarbeit_stand"),
            models.CheckConstraint(
                condition=models.Q(seite=Seite.FRAGT.value, vorgang__isnull=False)
                | models.Q(seite=Seite.GEFRAGT.value, vorgang__isnull=True),
                name="zuarbeit_vorgang_der_fragenden",
            ),
        )
        indexes = (
            models.Index(fields=("mandant", "vorgang", "-gestellt_am", "-id"), name="zuarbeit_fall"),
            models.Index(fields=("mandant", "seite", "stand", "-gestellt_am", "-id"), name="zuarbeit_liste"),
        )

    def __str__(self) -> str:
        return f"{self.seite} {self.id}"

    def store(self, *changed: str) -> None:
        """Write the changed fields, and that something changed."""
        self.version += 1
        self.save(update_fields=(*changed, "version"))


class Beitrag(MandantModel):
    """What one side wrote. `person_id` is null for what came from the other side and for the house itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    zuarbeit = models.ForeignKey(Zuarbeit, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    seite = models.TextField(choices=[(s.value, s.value) for s in Seite])
    art = models.TextField(choices=[(a.value, a.value) for a in Art])
    person_id = models.UUIDField(null=True)
    text = models.TextField()
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant zuarbeit person_id", person="text", sache="seite art erstellt_am"
    )

    class Meta:
        db_table = "zuarbeit_beitrag"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="zuarbeit_beitrag_mandant_id"),
            models.CheckConstraint(
                condition=models.Q(seite__in=[s.value for s in Seite]), name="zuarbeit_beitrag_seite"
            ),
            models.CheckConstraint(condition=models.Q(art__in=[a.value for a in Art]), name="zuarbeit_beitrag_art"),
        )

    def __str__(self) -> str:
        return f"{self.art} {self.id}"


class Zuarbeitdatei(MandantModel):
    """A file of a Zuarbeit: of the excerpt (no Beitrag), or sent along with a Beitrag. Its name stands here, because
    this row can be deleted; `datei` keeps a plain one where it is a copy.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    zuarbeit = models.ForeignKey(Zuarbeit, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    beitrag = models.ForeignKey(Beitrag, null=True, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    datei = models.ForeignKey(Datei, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    name = models.TextField()

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id mandant zuarbeit beitrag datei", person="name")

    class Meta:
        db_table = "zuarbeit_datei"

    def __str__(self) -> str:
        return str(self.id)

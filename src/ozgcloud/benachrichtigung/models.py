"""Records of who wants to hear, what waits for him, and what was sent."""

from typing import ClassVar

from django.db import models

from ozgcloud.benachrichtigung.rules import Neuigkeit, Takt, Umfang
from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.mandant.models import Person

TAKTE = [(takt.value, takt.value) for takt in Takt]


class Wunsch(MandantModel):
    """How somebody wants to hear of news; without a row he hears nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_constraint=False, related_name="+", db_index=False)
    takt = models.TextField(choices=TAKTE)
    umfang = models.TextField(choices=[(umfang.value, umfang.value) for umfang in Umfang])

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id mandant person", sache="takt umfang")

    class Meta:
        db_table = "benachrichtigung_wunsch"
        constraints = (models.UniqueConstraint(fields=("mandant", "person"), name="benachrichtigung_wunsch_person"),)

    def __str__(self) -> str:
        return str(self.id)


class Hinweis(MandantModel):
    """One piece of news that waits for somebody until `faellig_am`; deleted when it becomes part of a Sendung.

    `anlass_id` is the event's, so news is noted once per Person.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_constraint=False, related_name="+", db_index=False)
    art = models.TextField(choices=[(art.value, art.value) for art in Neuigkeit])
    anlass_id = models.UUIDField()
    faellig_am = models.DateTimeField()

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant person anlass_id", sache="art faellig_am"
    )

    class Meta:
        db_table = "benachrichtigung_hinweis"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "person", "anlass_id"), name="benachrichtigung_hinweis_einmal"),
        )
        indexes = (models.Index(fields=("faellig_am",), name="benachrichtigung_faellig"),)

    def __str__(self) -> str:
        return str(self.id)


class Sendung(MandantModel):
    """One e-mail: how many news of each kind it tells of, and what became of it.

    `naechster_versuch_am` is when it is tried (again); while somebody tries, it lies in the future. None: sent
    (`gesendet_am`) or given up (`fehler`). Of the daily kind there is one per Person and `tag` (Europe/Berlin).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_constraint=False, related_name="+", db_index=False)
    takt = models.TextField(choices=TAKTE)
    tag = models.DateField()
    anzahl = models.JSONField(default=dict)
    versuche = models.PositiveSmallIntegerField(default=0)
    naechster_versuch_am = models.DateTimeField(null=True)
    gesendet_am = models.DateTimeField(null=True)
    fehler = models.TextField(default="")
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant person",
        sache="takt tag versuche naechster_versuch_am gesendet_am fehler erstellt_am",
        technik="anzahl",
    )

    class Meta:
        db_table = "benachrichtigung_sendung"
        constraints = (
            models.UniqueConstraint(
                fields=("mandant", "person", "tag"),
                condition=models.Q(takt=Takt.TAEGLICH.value),
                name="benachrichtigung_sendung_taeglich",
            ),
        )
        indexes = (
            models.Index(
                fields=("naechster_versuch_am",),
                condition=models.Q(naechster_versuch_am__isnull=False),
                name="benachrichtigung_offen",
            ),
            models.Index(fields=("mandant", "person", "-erstellt_am"), name="benachrichtigung_zuletzt"),
        )

    def __str__(self) -> str:
        return str(self.id)

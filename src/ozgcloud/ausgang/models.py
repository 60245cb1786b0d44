"""Records: the list of events for others, the place it stands at, and who gets it sent."""

from typing import ClassVar

from django.db import models

from ozgcloud.ausgang.rules.arten import Art
from ozgcloud.ausgang.rules.zustellung import Stopp
from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.types import new_id


class Ausgang(models.Model):
    """One event for others, in the order the journal was committed. Written by the relay only, see `faltung`.

    `pfad` says who may see it (`rules.sicht`); `client_id` is the machine that submitted the case.
    """

    nummer = models.BigIntegerField(primary_key=True)
    ereignis_id = models.UUIDField()
    mandant = models.ForeignKey("mandant.Mandant", on_delete=models.PROTECT, related_name="+", db_index=False)
    vorgang_id = models.UUIDField()
    client_id = models.UUIDField(null=True)
    pfad = models.TextField()
    leistung = models.CharField(max_length=14)
    art = models.TextField(choices=[(a.value, a.value) for a in Art])
    zeit = models.DateTimeField()
    daten = models.JSONField(default=dict)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="nummer ereignis_id mandant vorgang_id client_id pfad leistung", sache="art zeit daten"
    )

    class Meta:
        db_table = "ausgang"
        constraints = (models.UniqueConstraint(fields=("ereignis_id",), name="ausgang_einmal"),)
        indexes = (models.Index(fields=("zeit",), name="ausgang_zeit"),)

    def __str__(self) -> str:
        return f"{self.nummer} {self.art}"


class Ausgangsstand(models.Model):
    """One row: the last number given, and the last one cleared away (0: none)."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    letzte = models.BigIntegerField(default=0)
    geraeumt_bis = models.BigIntegerField(default=0)

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id", technik="letzte geraeumt_bis")

    class Meta:
        db_table = "ausgang_stand"

    def __str__(self) -> str:
        return str(self.letzte)


class Abonnement(models.Model):
    """A webhook of a client: what is sent where, and how far it got (`zeiger`).

    `fehlversuche` counts silent runs in a row (above 0: the consumer is gestört, next probe at `naechster_versuch_am`).
    `lauf` numbers runs, so that one thought dead cannot overwrite its successor. Secrets are derived, see
    `rules.unterschrift`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.UUIDField()
    url = models.TextField()
    arten = models.JSONField(default=list)
    zeiger = models.BigIntegerField()
    generation = models.IntegerField(default=1)
    gewechselt_am = models.DateTimeField(null=True)
    pausiert_am = models.DateTimeField(null=True)
    gestoppt_am = models.DateTimeField(null=True)
    stoppgrund = models.TextField(choices=[(s.value, s.value) for s in Stopp], default="")
    fehlversuche = models.IntegerField(default=0)
    naechster_versuch_am = models.DateTimeField(null=True)
    angenommen_am = models.DateTimeField(null=True)
    lauf = models.IntegerField(default=0)
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id client_id",
        sache="url arten pausiert_am gestoppt_am stoppgrund fehlversuche angenommen_am erstellt_am",
        technik="zeiger generation gewechselt_am naechster_versuch_am lauf",
    )

    class Meta:
        db_table = "abonnement"
        indexes = (models.Index(fields=("client_id", "-erstellt_am", "-id"), name="abonnement_client"),)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def zustand(self) -> str:
        """In one word: `gestoppt`, `pausiert`, `gestoert` (the consumer does not answer) or `aktiv`."""
        if self.gestoppt_am is not None:
            return "gestoppt"
        if self.pausiert_am is not None:
            return "pausiert"
        return "gestoert" if self.fehlversuche else "aktiv"


class Zustellposten(models.Model):
    """An event behind the cursor of an Abonnement that was not accepted yet."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    abonnement = models.ForeignKey(Abonnement, on_delete=models.CASCADE, related_name="+", db_index=False)
    client_id = models.UUIDField()
    nummer = models.BigIntegerField()
    vorgang_id = models.UUIDField()
    versuche = models.IntegerField(default=0)
    seit = models.DateTimeField(null=True)
    faellig_am = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id abonnement client_id nummer vorgang_id", sache="versuche seit faellig_am"
    )

    class Meta:
        db_table = "zustellposten"
        constraints = (models.UniqueConstraint(fields=("abonnement", "nummer"), name="zustellposten_einmal"),)

    def __str__(self) -> str:
        return f"{self.abonnement_id} {self.nummer}"


class Zustellversuch(models.Model):
    """What became of one try; the newest few of each Abonnement are kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    abonnement = models.ForeignKey(Abonnement, on_delete=models.CASCADE, related_name="+", db_index=False)
    client_id = models.UUIDField()
    ereignis_id = models.UUIDField()
    art = models.TextField(choices=[(a.value, a.value) for a in Art])
    am = models.DateTimeField(default=now)
    status = models.IntegerField(null=True)
    dauer_ms = models.IntegerField(default=0)
    fehler = models.TextField(default="")

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id abonnement client_id ereignis_id", sache="art am status dauer_ms fehler"
    )

    class Meta:
        db_table = "zustellversuch"
        indexes = (models.Index(fields=("abonnement", "-am", "-id"), name="zustellversuch_neueste"),)

    def __str__(self) -> str:
        return f"{self.art} {self.status}"

"""Records of what the flow did with an event, and how far the relay has read."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.delivery.rules import DeliveryStatus


class Delivery(MandantModel):
    """One consequence of one event. Id = uuid5(event, step): the idempotency key handed to the outside.

    `fehler` is a sentence without personal data, `fehlerart` the code of its kind; `quittung` is what the receiver
    answered (ids, hashes, names of places).
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ereignis_id = models.UUIDField()
    vorgang_id = models.UUIDField(null=True)
    schritt = models.TextField()
    status = models.TextField(choices=[(s.value, s.value) for s in DeliveryStatus], default=DeliveryStatus.OFFEN.value)
    versuche = models.PositiveSmallIntegerField(default=0)
    fehler = models.TextField(default="")
    fehlerart = models.TextField(default="", db_default="")
    quittung = models.JSONField(default=dict)
    erstellt_am = models.DateTimeField(default=now)
    geaendert_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant ereignis_id vorgang_id",
        sache="schritt status versuche fehler fehlerart quittung erstellt_am geaendert_am",
    )

    class Meta:
        db_table = "delivery"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="delivery_mandant_id"),
            models.CheckConstraint(
                condition=models.Q(status__in=[s.value for s in DeliveryStatus]), name="delivery_status"
            ),
        )
        indexes = (models.Index(fields=("mandant", "status", "-geaendert_am", "-id"), name="delivery_liste"),)

    def __str__(self) -> str:
        return f"{self.schritt} {self.id}"


class RelayStand(models.Model):
    """How far the relay has read the journal: last (transaction, position). One row; role `relay` moves it."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    transaktion = models.BigIntegerField(default=0)
    position = models.BigIntegerField(default=0)
    geaendert_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id", technik="transaktion position geaendert_am")

    class Meta:
        db_table = "relay_stand"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="relay_stand_eine_zeile"),)

    def __str__(self) -> str:
        return f"{self.transaktion}/{self.position}"

"""Consequences of a case or a Mandant as the pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ozgcloud.amt.texte import uebergabe
from ozgcloud.bearbeitung.umfeld import Lieferung
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.delivery.queries import get_delivery, list_troubled
from ozgcloud.delivery.rules import MAX_ATTEMPTS, DeliveryStatus
from ozgcloud.vorgang.queries import numbers_of


@dataclass(frozen=True, slots=True)
class Uebergabe:
    """One consequence. `vorgangsnummer` is empty when the reader may not open the case."""

    id: UUID
    was: str
    status: DeliveryStatus
    versuche: int
    hoechstens: int
    fehler: str
    geaendert_am: datetime
    vorgang_id: UUID | None
    vorgangsnummer: str

    @property
    def ist_fehlgeschlagen(self) -> bool:
        """Whether a person must do something."""
        return self.status is DeliveryStatus.FEHLGESCHLAGEN


def show_fall(lieferungen: Sequence[Lieferung]) -> list[Uebergabe]:
    """All consequences of a case, in the order given."""
    return [_row(lieferung, "") for lieferung in lieferungen]


@in_mandant
def list_mandant(actor: Actor) -> list[Uebergabe]:
    """What failed or is being retried in the whole Mandant, failed first."""
    rows = list_troubled(actor)
    numbers = numbers_of(actor, [row.vorgang_id for row in rows if row.vorgang_id])
    return [_row(row, numbers.get(row.vorgang_id, "") if row.vorgang_id else "") for row in rows]


@in_mandant
def require_known(actor: Actor, delivery_id: UUID) -> None:
    """Whether there is such a consequence in the Mandant; raises NotFound."""
    get_delivery(delivery_id)


def _row(delivery: Any, vorgangsnummer: str) -> Uebergabe:
    return Uebergabe(
        id=delivery.id,
        was=uebergabe(delivery.schritt),
        status=DeliveryStatus(delivery.status),
        versuche=delivery.versuche,
        hoechstens=MAX_ATTEMPTS,
        fehler=delivery.fehler,
        geaendert_am=delivery.geaendert_am,
        vorgang_id=delivery.vorgang_id,
        vorgangsnummer=vorgangsnummer,
    )

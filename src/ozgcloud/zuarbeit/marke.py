"""The mark "wartet auf Zuarbeit" of a case, derived from its open Zuarbeiten."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.vorgang.actions.mark_vorgang import Marken, mark_vorgang
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Status
from ozgcloud.zuarbeit.models import Zuarbeit
from ozgcloud.zuarbeit.rules import LAUFEND, Seite

ZUARBEIT = "zuarbeit"


def open_count(vorgang_id: UUID) -> int:
    """How many offices still owe this case an answer; inside the Mandant's scope."""
    rows = Zuarbeit.objects.filter(vorgang_id=vorgang_id, seite=Seite.FRAGT.value)
    return rows.filter(stand__in=[stand.value for stand in LAUFEND]).count()


def update_mark(actor: Actor, vorgang_id: UUID, *, ist_neues: bool = False) -> None:
    """Write the mark anew; `ist_neues`: something came that a clerk should see. A case given away stays as it was.

    Waiting for the citizen weighs more: that mark is its own slice's and is left alone.
    """
    vorgang = get_vorgang(actor, vorgang_id)
    if vorgang.status == Status.WEITERGELEITET.value:
        return
    marken: Marken = {"ungelesen": True} if ist_neues else {}
    if vorgang.wartet_auf in ("", ZUARBEIT):
        marken["wartet_auf"] = ZUARBEIT if open_count(vorgang_id) else ""
    mark_vorgang(actor, vorgang_id=vorgang_id, **marken)

"""Keep the marks of a case that the slices above derive: what the work list shows, filters and sorts by."""

from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import get_vorgang


class Marken(TypedDict, total=False):
    """The marks; what is not named stays. `wartet_auf` is '', 'antragsteller' or 'zuarbeit'."""

    prioritaet: int
    gruppe_id: UUID | None
    frist_am: date | None
    wiedervorlage_am: date | None
    wartet_auf: str
    ungelesen: bool
    schlagworte: list[str]
    zurueckgestellt_bis: date | None
    rueckholbar_bis: datetime | None


@in_mandant
def mark_vorgang(actor: Actor, *, vorgang_id: UUID, **marken: Unpack[Marken]) -> Vorgang:
    """Lock the case and store the marks that differ; without any nothing is written.

    No event of its own: the action that calls this has one. That somebody has looked changes nothing of the case, so
    `ungelesen` alone does not count as a version. Raises NotFound, and Conflict for a case handed over.
    """
    vorgang = get_vorgang(actor, vorgang_id, lock=True)
    changed = [name for name, value in marken.items() if getattr(vorgang, name) != value]
    for name, value in marken.items():
        setattr(vorgang, name, value)
    if changed == ["ungelesen"]:
        vorgang.save(update_fields=changed)
    elif changed:
        vorgang.store(*changed)
    return vorgang

"""Settle entries of the quarantine, by a person or as a consequence of what was done to the case."""

from collections.abc import Collection
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.events import QuarantaeneSettled
from ozgcloud.eingang.models import Quarantaene
from ozgcloud.eingang.rules import Massnahme, Quarantaeneart


@in_mandant
def settle_quarantaene(
    actor: Actor,
    *,
    vorgang_id: UUID,
    massnahme: Massnahme,
    arten: Collection[Quarantaeneart] = tuple(Quarantaeneart),
    datei_id: UUID | None = None,
    begruendung: str = "",
) -> int:
    """Close the open entries of a case of these kinds (with `datei_id`: of that file); repeatable. Returns how many.

    Whoever may do this to the case is asked by the caller.
    """
    rows = Quarantaene.objects.select_for_update().filter(vorgang_id=vorgang_id, erledigt_am=None, art__in=list(arten))
    if datei_id is not None:
        rows = rows.filter(datei_id=datei_id)
    entries = list(rows.order_by("id"))
    for entry in entries:
        entry.erledigt_am, entry.massnahme = clock.now(), massnahme.value
        entry.person_id, entry.begruendung = actor.person_id, begruendung
        entry.save(update_fields=("erledigt_am", "massnahme", "person_id", "begruendung"))
        emit(
            actor,
            QuarantaeneSettled(
                vorgang_id=vorgang_id,
                quarantaene_id=entry.id,
                art=Quarantaeneart(entry.art),
                massnahme=massnahme,
            ),
        )
    return len(entries)

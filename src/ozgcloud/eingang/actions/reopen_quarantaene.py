"""Open entries of the quarantine again when what settled them is taken back."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.events import QuarantaeneReopened
from ozgcloud.eingang.models import Quarantaene
from ozgcloud.eingang.rules import Massnahme, Quarantaeneart


@in_mandant
def reopen_quarantaene(actor: Actor, *, vorgang_id: UUID, massnahme: Massnahme) -> int:
    """Open what was settled this way, so that somebody looks at it again; repeatable. Returns how many.

    Whoever may do this to the case is asked by the caller.
    """
    rows = Quarantaene.objects.select_for_update().filter(vorgang_id=vorgang_id, massnahme=massnahme.value)
    entries = list(rows.order_by("id"))
    for entry in entries:
        entry.erledigt_am, entry.massnahme = None, ""
        entry.person_id, entry.begruendung = None, ""
        entry.save(update_fields=("erledigt_am", "massnahme", "person_id", "begruendung"))
        event = QuarantaeneReopened(vorgang_id=vorgang_id, quarantaene_id=entry.id, art=Quarantaeneart(entry.art))
        emit(actor, event)
    return len(entries)

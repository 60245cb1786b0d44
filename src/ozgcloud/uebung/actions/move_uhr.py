"""Move the clock of the practice twin ahead."""

from datetime import timedelta

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.uebung.events import UebungsuhrMoved
from ozgcloud.uebung.queries import locked_stand, require_practice
from ozgcloud.uebung.rules import next_versatz


@in_mandant
def move_uhr(actor: Actor, *, sprung: str) -> UebungsuhrMoved:
    """A day, a week or a month ahead, for everybody in the twin; what is due by then follows from the event.

    Raises Conflict outside of a twin and ten years ahead, InvalidInput.
    """
    require_practice(actor.mandant_id)
    stand = locked_stand()
    versatz = next_versatz(timedelta(seconds=stand.versatz_sekunden), sprung)
    stand.versatz_sekunden, stand.geaendert_am = int(versatz.total_seconds()), clock.now()
    stand.save(update_fields=("versatz_sekunden", "geaendert_am"))
    return emit(actor, UebungsuhrMoved(tage=versatz.days))

"""Write down what became of an e-mail."""

from datetime import timedelta
from uuid import UUID

from ozgcloud.benachrichtigung.models import Sendung
from ozgcloud.benachrichtigung.rules import next_try
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant


@in_mandant
def finish_sendung(
    actor: Actor, *, sendung_id: UUID, fehler: str = "", warte: timedelta | None = None, endgueltig: bool = False
) -> Sendung:
    """Sent, or to be tried again, or given up (`endgueltig`, or too often tried). `warte`: no sooner than that.

    No event of its own: whether somebody got an e-mail concerns only him.
    """
    sendung = Sendung.objects.select_for_update().get(id=sendung_id)
    wait = None if endgueltig or not fehler else next_try(sendung.versuche)
    if wait is not None and warte is not None:
        wait = max(wait, warte)
    sendung.fehler = fehler
    sendung.gesendet_am = None if fehler else clock.now()
    sendung.naechster_versuch_am = clock.now() + wait if wait is not None else None
    sendung.save(update_fields=("fehler", "gesendet_am", "naechster_versuch_am"))
    return sendung

"""Say that a request is done, although not every item was answered here."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import end, mark_waiting, tell
from ozgcloud.nachforderung.events import NachforderungConcluded
from ozgcloud.nachforderung.queries import get_nachforderung, zustaende_of
from ozgcloud.nachforderung.rules.anschreiben import BETREFF_ZURUECKGEZOGEN, withdrawn
from ozgcloud.nachforderung.rules.stand import Zustand, is_waiting, require_sent
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def conclude_nachforderung(
    actor: Actor, *, vorgang_id: UUID, nachforderung_id: UUID, version: int | None = None
) -> NachforderungConcluded:
    """Close a sent request: what was missing came by post, or is not needed any more. The citizen is told if he waits.

    Raises NotFound, Forbidden, Conflict when it has ended already or was changed by somebody else.
    """
    get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    nachforderung = get_nachforderung(vorgang_id, nachforderung_id, lock=True, version=version)
    require_sent(Zustand(nachforderung.zustand))
    is_owing = is_waiting(zustaende_of(nachforderung_id))
    end(nachforderung, Zustand.ERLEDIGT)
    if is_owing:
        tell(actor, nachforderung, BETREFF_ZURUECKGEZOGEN, withdrawn(""), "erledigt")
    mark_waiting(actor, nachforderung)
    return emit(actor, NachforderungConcluded(vorgang_id=vorgang_id, nachforderung_id=nachforderung_id))

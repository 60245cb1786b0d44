"""Take a request back, or decide not to follow a proposal."""

from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import Conflict
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import end, mark_waiting, tell
from ozgcloud.nachforderung.events import NachforderungWithdrawn
from ozgcloud.nachforderung.queries import get_nachforderung
from ozgcloud.nachforderung.rules.anschreiben import BETREFF_ZURUECKGEZOGEN, require_wort, withdrawn
from ozgcloud.nachforderung.rules.stand import MOVED_ON, NAMEN, VOR_DEM_SENDEN, Zustand
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def withdraw_nachforderung(
    actor: Actor, *, vorgang_id: UUID, nachforderung_id: UUID, grund: str = "", version: int | None = None
) -> NachforderungWithdrawn:
    """End a request; the citizen is told when he knew of it, with `grund` if there is one. Answers he sent stay.

    Raises NotFound, Forbidden, Conflict when it has ended already or was changed by somebody else.
    """
    get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    nachforderung = get_nachforderung(vorgang_id, nachforderung_id, lock=True, version=version)
    zustand, text = Zustand(nachforderung.zustand), require_wort(grund, "grund", optional=True)
    if zustand in VOR_DEM_SENDEN:
        end(nachforderung, Zustand.VERWORFEN)
    elif zustand is Zustand.OFFEN:
        end(nachforderung, Zustand.ZURUECKGEZOGEN)
        tell(actor, nachforderung, BETREFF_ZURUECKGEZOGEN, withdrawn(text), "zurueckgezogen")
        mark_waiting(actor, nachforderung)
    else:
        raise Conflict(MOVED_ON.format(name=NAMEN[zustand]))
    return emit(actor, NachforderungWithdrawn(vorgang_id=vorgang_id, nachforderung_id=nachforderung_id))

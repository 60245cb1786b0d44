"""Look at the log of who has read what, and say so in the journal."""

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.leseprotokoll.events import LeseprotokollRead
from ozgcloud.leseprotokoll.queries import Auswahl
from ozgcloud.leseprotokoll.rules import require_may_see


@in_mandant
def open_leseprotokoll(actor: Actor, *, auswahl: Auswahl, auszug: bool = False) -> LeseprotokollRead:
    """Before the first page, and before a file is made (`auszug`). Raises Forbidden."""
    require_may_see(actor)
    return emit(
        actor,
        LeseprotokollRead(
            person_id=auswahl.person_id,
            fall_id=auswahl.vorgang_id,
            von=auswahl.von,
            bis=auswahl.bis,
            auszug=auszug,
        ),
    )

"""Add invented cases to the practice twin."""

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.uebung.events import UebungsfaelleMade
from ozgcloud.uebung.generator import einreichung_of, invent
from ozgcloud.uebung.queries import get_saat, locked_stand, require_practice
from ozgcloud.vorgang.actions.open_vorgang import open_vorgang

NONE = "Zu den Online-Diensten Ihrer Verwaltung ließ sich kein gültiger Antrag erfinden."


def add_uebungsfaelle(actor: Actor, *, anzahl: int, saat: int | None = None) -> UebungsfaelleMade:
    """Hand in so many invented Anträge one after the other; `saat` makes the same ones again, None goes on.

    A form for which nothing valid can be invented is left out. Raises Conflict outside of a twin and where nothing is
    online, InvalidInput when nothing could be made, Retry without room for files.
    """
    twin = require_practice(actor.mandant_id)
    beginn = get_saat(actor) if saat is None else saat
    made = 0
    for nummer, muster in enumerate(invent(twin, anzahl=anzahl, saat=beginn), start=beginn):
        einreichung = einreichung_of(muster, twin, nummer)
        if einreichung is not None:
            open_vorgang(actor, einreichung=einreichung)
            made += 1
    if not made:
        raise InvalidInput(NONE, {"anzahl": NONE})
    return _record(actor, made, beginn, beginn + anzahl)


@in_mandant
def _record(actor: Actor, made: int, beginn: int, weiter: int) -> UebungsfaelleMade:
    stand = locked_stand()
    stand.saat, stand.geaendert_am = max(stand.saat, weiter), clock.now()
    stand.save(update_fields=("saat", "geaendert_am"))
    return emit(actor, UebungsfaelleMade(anzahl=made, saat=beginn))

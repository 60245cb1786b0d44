"""Whether an Online-Dienst takes an Antrag for a place: asked when it begins, and when it is handed in."""

from datetime import date

from ozgcloud.core.errors import Conflict
from ozgcloud.mandant.gebietsangaben import land_of
from ozgcloud.onlinedienst.models import Onlinedienst, Phase
from ozgcloud.onlinedienst.queries import is_online_at
from ozgcloud.zustaendigkeit.queries.stelle import find_stelle

NOT_HERE = (
    "Diese Leistung können Sie an diesem Ort noch nicht oder nicht mehr online beantragen. Bitte wenden Sie sich an "
    "die zuständige Stelle; Anschrift und Telefon finden Sie auf der Seite der Leistung."
)


def require_beginn(dienst: Onlinedienst, ars: str, today: date) -> None:
    """Nobody begins where the service is not open; a service that asks for the place in its form is judged at the end.

    Raises Conflict.
    """
    if dienst.ist_uebung or dienst.anknuepfung_pfad:
        return
    stelle = find_stelle(leistung=dienst.leistung_id, ars=ars, tag=today, land_id=land_of(ars))
    if not is_online_at(dienst, stelle.mandant_id, today):
        raise Conflict(NOT_HERE, code="nicht-online")


def require_annahme(dienst: Onlinedienst, ars: str, *, begonnen: date, today: date) -> None:
    """A draft begun while the service was open may be handed in, also after it was closed or withdrawn.

    What has no competent office goes to the clearing, never back. Raises Conflict.
    """
    if dienst.ist_uebung or dienst.phase == Phase.ABGEKUENDIGT:
        return
    stelle = find_stelle(leistung=dienst.leistung_id, ars=ars, tag=today, land_id=land_of(ars))
    if stelle.in_clearing or any(is_online_at(dienst, stelle.mandant_id, tag) for tag in (today, begonnen)):
        return
    raise Conflict(NOT_HERE, code="nicht-online")

"""What the calendar brings about: reminders of what citizens were asked for."""

import structlog

from ozgcloud.core import clock
from ozgcloud.core.actor import system_actor
from ozgcloud.core.errors import OzgError
from ozgcloud.mandant.queries import list_mandant_ids
from ozgcloud.nachforderung.actions.remind_nachforderung import remind_nachforderung
from ozgcloud.nachforderung.queries import list_due
from ozgcloud.uebung.uhr import in_zeit_von

log = structlog.get_logger(__name__)


def remind_all() -> int:
    """Remind in every Mandant whom the clock says; returns how many were. One that fails holds back no other."""
    return sum(_remind(mandant_id) for mandant_id in list_mandant_ids())


def _remind(mandant_id: int) -> int:
    with in_zeit_von(mandant_id):
        return remind_in(mandant_id)


def remind_in(mandant_id: int) -> int:
    """The same in one Mandant, at the time of the caller."""
    actor, count = system_actor(mandant_id), 0
    for vorgang_id, nachforderung_id in list_due(actor, clock.today()):
        try:
            told = remind_nachforderung(actor, vorgang_id=vorgang_id, nachforderung_id=nachforderung_id)
        except OzgError as error:
            log.warning("not reminded", nachforderung_id=str(nachforderung_id), code=error.code)
        else:
            count += told is not None
    return count
